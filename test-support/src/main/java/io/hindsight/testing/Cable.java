package io.hindsight.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands between a client and its server, and can be pulled out, stopped up, made long or carry in
 * one direction only.
 */
public final class Cable implements AutoCloseable {
  public static final Duration DELAY = Duration.ofMillis(50);

  private final ServerSocket entrance;
  private final InetSocketAddress server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicReference<State> state = new AtomicReference<>(State.WHOLE);

  /** What becomes of what is sent. */
  private enum State {
    WHOLE,

    /** Connections end, and new ones end at once. */
    OUT,

    /** Nobody hears of anything any more; connections seem to be there, and can be made. */
    STOPPED_UP,

    /** Every piece takes a while. */
    LONG,

    /** The server hears everything, and nobody hears the server. */
    MUTE
  }

  /**
   * @param port of the server, on this machine
   */
  public Cable(int port) throws IOException {
    this(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  public Cable(InetSocketAddress server) throws IOException {
    this.server = server;
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::accept);
  }

  public int port() {
    return entrance.getLocalPort();
  }

  /** Connections end, and new ones end at once. */
  public void pull() {
    become(State.OUT);
    sockets.forEach(Cable::end);
    sockets.clear();
  }

  /** Connections stay, new ones are taken, and nothing comes through either. */
  public void stopUp() {
    become(State.STOPPED_UP);
  }

  /** Every piece arrives, {@link #DELAY} later. */
  public void lengthen() {
    become(State.LONG);
  }

  /** The server hears everything, and nobody hears the server: what it says meanwhile is lost. */
  public void mute() {
    become(State.MUTE);
  }

  /** As at first; what was stopped up comes through. */
  public void plugIn() {
    become(State.WHOLE);
  }

  private void become(State next) {
    synchronized (state) {
      state.set(next);
      state.notifyAll();
    }
  }

  private void hold() throws IOException {
    try {
      synchronized (state) {
        if (state.get() == State.LONG) {
          state.wait(DELAY.toMillis());
        }
        while (state.get() == State.STOPPED_UP) {
          state.wait();
        }
      }
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        if (state.get() == State.OUT) {
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
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] piece = new byte[1 << 16];
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        hold();
        if (!answers || state.get() != State.MUTE) {
          out.write(piece, 0, length);
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
