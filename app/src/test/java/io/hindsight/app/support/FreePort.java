package io.hindsight.app.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/** For programs that are to be found at the same port after a restart. */
public final class FreePort {
  private FreePort() {}

  /** Nobody listens there just now. */
  public static int next() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
