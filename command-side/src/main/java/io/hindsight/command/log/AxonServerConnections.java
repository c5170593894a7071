package io.hindsight.command.log;

import io.axoniq.axonserver.connector.AxonServerConnectionFactory;
import io.axoniq.axonserver.connector.impl.ServerAddress;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** How a process connects to Axon Server, and how soon it notices that it is away. */
public final class AxonServerConnections {
  static final Duration RECONNECT_AFTER = Duration.ofMillis(500);
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofSeconds(10);

  static {
    // Where nobody answers at the usual address, the connector would praise a product on the
    // output.
    System.setProperty("axon.axonserver.suppressDownloadMessage", "true");
  }

  private AxonServerConnections() {}

  /**
   * @param component by which the server's operators know the connection
   */
  public static AxonServerConnectionFactory factory(
      LogSettings.AxonServer settings, String component) {
    AxonServerConnectionFactory.Builder builder =
        AxonServerConnectionFactory.forClient(component)
            .routingServers(
                settings.servers().stream()
                    .map(server -> new ServerAddress(server.host(), server.port()))
                    .toArray(ServerAddress[]::new))
            .connectTimeout(CONNECT_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
            .reconnectInterval(RECONNECT_AFTER.toMillis(), TimeUnit.MILLISECONDS)
            // A server that falls silent without a word looks like one with nothing to say.
            .usingKeepAlive(SILENCE.toMillis(), SILENCE.toMillis(), TimeUnit.MILLISECONDS, true);
    if (settings.token() != null) {
      builder.token(settings.token());
    }
    Path certificate = settings.certificate();
    if (certificate != null) {
      trust(builder, certificate);
    } else if (settings.tls()) {
      builder.useTransportSecurity();
    }
    return builder.build();
  }

  private static void trust(AxonServerConnectionFactory.Builder builder, Path certificate) {
    try {
      builder.useTransportSecurity(
          GrpcSslContexts.forClient().trustManager(certificate.toFile()).build());
    } catch (SSLException | IllegalArgumentException e) {
      throw new LogRefused(
          certificate
              + " holds no certificate to trust: name a PEM file (hindsight.axon-server.certificate)");
    }
  }
}
