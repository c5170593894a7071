package io.hindsight.command.log;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the log is. */
public sealed interface LogSettings {

  /** In a table. */
  sealed interface Jdbc extends LogSettings {}

  /** One file, one process: the default. */
  record Sqlite(Path file) implements Jdbc {
    @Override
    public String toString() {
      return file.toString();
    }
  }

  /**
   * @param url such as {@code jdbc:postgresql://host:5432/hindsight}
   */
  record Postgres(String url, String user, String password) implements Jdbc {
    /** Without the parameters, which may hold a password. */
    @Override
    public String toString() {
      return url.replaceFirst("[?].*", "") + " as " + user;
    }
  }

  /**
   * @param servers where to find it: any that is there tells of the others
   * @param context holds this log and nothing else
   * @param token of an application that may read and append, where the server asks for one
   * @param certificate the certificates to trust where they are none that the JDK knows; implies
   *     {@code tls}
   */
  record AxonServer(
      List<Server> servers,
      String context,
      @Nullable String token,
      boolean tls,
      @Nullable Path certificate)
      implements LogSettings {
    private static final int USUAL_PORT = 8124;

    public AxonServer {
      servers = List.copyOf(servers);
    }

    /** Without encryption, and without a token. */
    public static AxonServer plain(String address, String context) {
      return new AxonServer(servers(address), context, null, false, null);
    }

    /**
     * @param address {@code host:port}, or several of them with commas in between
     */
    public static List<Server> servers(String address) {
      return Stream.of(address.split(",", -1)).map(String::strip).map(AxonServer::server).toList();
    }

    private static Server server(String address) {
      int colon = address.lastIndexOf(':');
      String host = colon < 0 ? address : address.substring(0, colon);
      String port = colon < 0 ? String.valueOf(USUAL_PORT) : address.substring(colon + 1);
      if (host.isBlank() || !port.matches("\\d{1,5}")) {
        throw new IllegalArgumentException("\"" + address + "\" is no host:port");
      }
      return new Server(host, Integer.parseInt(port));
    }

    /** Without the token. */
    @Override
    public String toString() {
      return servers.stream().map(Server::toString).collect(Collectors.joining(","))
          + ", context "
          + context;
    }
  }

  /** One address. */
  record Server(String host, int port) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }
}
