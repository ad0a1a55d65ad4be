package nutkeeper.architecture.offenders.topology;

import java.net.Socket;

record OpensASocket(Socket socket) {}
