package nutkeeper.architecture.offenders.topology;

import java.net.InetAddress;
import java.net.UnknownHostException;

final class AsksANameServer {
    InetAddress resolve(String host) throws UnknownHostException {
        return InetAddress.getByName(host);
    }
}
