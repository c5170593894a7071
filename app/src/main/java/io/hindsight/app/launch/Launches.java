package io.hindsight.app.launch;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.web.server.PortInUseException;

/** Starts servers and puts the usual failures into plain words. */
public final class Launches {
  private static final int HIGHEST_PORT = 65_535;

  private Launches() {}

  public static RunningServer start(
      ServerLauncher launcher, Path data, int port, Map<String, String> settings) {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new ServerNotStarted(
          "there is no port " + port, "choose one of 1 to 65535, or 0 for any, with --port", null);
    }
    // Asked first: a port that is taken should not cost the opening of a large log.
    if (port != 0 && !isFree(port)) {
      throw ServerNotStarted.portTaken(port, null);
    }
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new ServerNotStarted(
          "cannot create the data directory " + data.toAbsolutePath() + " (" + reason(e) + ")",
          "choose another with --data",
          e);
    }
    try {
      RunningServer server = launcher.start(data, port, settings);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "server-stop"));
      return server;
    } catch (ServerNotStarted e) {
      throw e;
    } catch (RuntimeException e) {
      throw inPlainWords(e, data, port);
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case FileAlreadyExistsException _ -> "a file of that name is there";
      case AccessDeniedException _ -> "no permission";
      case FileSystemException named when named.getReason() != null -> named.getReason();
      default -> e.toString();
    };
  }

  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static RuntimeException inPlainWords(RuntimeException e, Path data, int port) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ServerNotStarted known) {
        return known;
      }
      if (cause instanceof BindException || cause instanceof PortInUseException) {
        return ServerNotStarted.portTaken(port, e);
      }
      if (cause instanceof AccessDeniedException) {
        return new ServerNotStarted(
            "the data in " + data.toAbsolutePath() + " may not be read and written",
            "check its permissions, or choose another directory with --data",
            e);
      }
    }
    return e;
  }
}
