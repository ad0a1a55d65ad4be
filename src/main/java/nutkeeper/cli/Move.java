package nutkeeper.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nutkeeper.topology.Address;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** One {@code OLD=NEW} of a command line. */
record Move(Address from, Address to) {
    /**
     * All moves by the address that is left.
     *
     * @throws ParameterException if one address is to become two
     */
    static Map<Address, Address> all(List<Move> moves, CommandLine command) {
        Map<Address, Address> all = new LinkedHashMap<>();
        for (Move move : moves) {
            Address to = all.getOrDefault(move.from(), move.to());
            if (!to.equals(move.to())) {
                throw new ParameterException(
                        command,
                        move.from() + " cannot move both to " + to + " and to " + move.to() + "; give it one --move");
            }
            all.put(move.from(), to);
        }
        return all;
    }

    /** Reads one; host names and addresses hold no {@code =}, so the first one divides. */
    static final class Converter implements ITypeConverter<Move> {
        @Override
        public Move convert(String text) {
            int divide = text.indexOf('=');
            if (divide < 0) {
                throw new TypeConversionException(
                        "'" + text + "' is no move; write OLD=NEW, such as " + "10.0.0.5:6379=10.0.0.6:6379");
            }
            return new Move(address(text.substring(0, divide)), address(text.substring(divide + 1)));
        }

        private static Address address(String text) {
            Optional<Address> address = Address.parse(text);
            return address.orElseThrow(() -> new TypeConversionException(
                    "'" + text + "' is no address; write host:port, such as 10.0.0.5:6379 or redis-a:6379"));
        }
    }
}
