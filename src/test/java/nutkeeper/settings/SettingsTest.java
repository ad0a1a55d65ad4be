package nutkeeper.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import nutkeeper.topology.Address;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Address ANNOUNCED = new Address("172.17.0.5", 6379);

    @Test
    void translatesWhatIsListedAndNothingElse() {
        Settings settings = settings("translate: {172.17.0.5:6379: 10.0.0.5:16379}");

        assertThat(settings.translated(ANNOUNCED)).isEqualTo(new Address("10.0.0.5", 16_379));
        assertThat(settings.translated(new Address("172.17.0.5", 6380))).isEqualTo(new Address("172.17.0.5", 6380));
    }

    @Test
    void allowsEveryAddressWhereNoNetworkIsListed() {
        assertThat(settings("").allows(new Address("redis.example", 6379))).isTrue();
    }

    @Test
    void allowsOnlyAddressesOfTheListedNetworks() {
        Settings settings = settings("allowed_networks: [10.0.0.0/8, 172.17.0.0/16]");

        assertThat(settings.allows(ANNOUNCED)).isTrue();
        assertThat(settings.allows(new Address("192.168.0.1", 6379))).isFalse();
        assertThat(settings.allows(new Address("redis.example", 6379))).isFalse();
    }

    private static Settings settings(String more) {
        String text = "sentinels: {addresses: s1}\nproxies: [{config_file: /a.yml, restart_command: r}]\n" + more;
        return ((Reading.Valid) SettingsReader.read("n.yml", text, Map.of(), Map.of())).settings();
    }
}
