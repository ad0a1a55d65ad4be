# Verbs for people and for CI; `make` alone lists them. The work is done by Maven, on the JDK that bin/find-java finds.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
JAR := target/nutkeeper.jar

# Debian's Maven 3.8 brings libraries that a new JDK warns about; the warnings are not ours to mend.
QUIET_JVM := --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED
MVN = home=$$(bin/find-java); \
    command -v mvn > /dev/null || { echo "nutkeeper is built with Maven and mvn is not here: apt-get install maven" >&2; exit 1; }; \
    JAVA_HOME=$$home MAVEN_OPTS="$(QUIET_JVM) $${MAVEN_OPTS:-}" mvn --batch-mode --no-transfer-progress -Dstyle.color=never

# Integration tests with one tag and nothing else; that there are none is an error.
ONLY_TAGGED := -Dit.excludedGroups= -DfailIfNoTests=true test-compile failsafe:integration-test failsafe:verify

.NOTPARALLEL:
.PHONY: help build test verify campaign bench fmt demo needs clean

help: ## list these verbs
	@sed -n 's/^\([a-z]*\):.*## /\1 /p' Makefile | while read -r verb what; do printf '  make %-10s %s\n' "$$verb" "$$what"; done

build: $(JAR) ## build what bin/nutkeeper runs
	@:

$(JAR): pom.xml $(shell find src/main)
	@rm -f $@
	@$(MVN) --quiet -Dmaven.test.skip=true package
	@touch $@

test: ## run the fast tests; they need nothing but the JDK
	@$(MVN) test

verify: needs ## run every test but the campaign, on real processes, and check format and architecture
	@rm -f $(JAR)
	@$(MVN) verify

campaign: needs $(JAR) ## run the long tests: kills, seeds, faults that last
	@$(MVN) -Dit.groups=campaign $(ONLY_TAGGED)

bench: needs $(JAR) ## measure the way of a failover on this machine
	@$(MVN) -Dit.groups=bench $(ONLY_TAGGED)

fmt: ## format the sources
	@$(MVN) --quiet spotless:apply

demo: needs $(JAR) ## show two failovers on real processes; make demo ARGS=--once ends by itself
	@exec bin/nutkeeper demo $(ARGS)

needs: ## install the Debian packages that demo, verify and campaign need, if they are missing
	@.ci/install-needs

clean: ## remove what was built
	@rm -rf target
