package io.hindsight.command.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a client and its server: can be pulled out, or carry in one direction only. */
public final class LossyCable implements AutoCloseable {
  private final ServerSocket entrance;
  private final InetSocketAddress server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean out;
  private volatile boolean mute;

  public LossyCable(LogSettings.Server server) throws IOException {
    this.server = new InetSocketAddress(server.host(), server.port());
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::accept);
  }

  public int port() {
    return entrance.getLocalPort();
  }

  /** Connections end, and new ones end at once. */
  public void pull() {
    out = true;
    sockets.forEach(LossyCable::end);
    sockets.clear();
  }

  public void plugIn() {
    mute = false;
    out = false;
  }

  /** The server hears everything, and nobody hears the server. */
  public void mute() {
    mute = true;
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        if (out) {
          end(client);
          continue;
        }
        Socket there = new Socket(server.getAddress(), server.getPort());
        sockets.add(client);
        sockets.add(there);
        Thread.ofPlatform().daemon().start(() -> carry(client, there, false));
        Thread.ofPlatform().daemon().start(() -> carry(there, client, true));
      } catch (IOException closed) {
        // The loop's condition says whether it goes on.
      }
    }
  }

  private void carry(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[16 << 10];
    try (InputStream in = from.getInputStream();
        OutputStream target = to.getOutputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (!answers || !mute) {
          target.write(buffer, 0, read);
          target.flush();
        }
      }
    } catch (IOException pulled) {
      // Both ends hear of it.
    } finally {
      end(from);
      end(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use any more.
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    pull();
  }
}
