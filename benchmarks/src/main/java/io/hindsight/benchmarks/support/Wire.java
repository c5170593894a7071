package io.hindsight.benchmarks.support;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A connection kept as long as the server likes, that speaks as little HTTP as is needed: on a
 * machine that it shares with the server, a client's own work counts on both sides. For one thread.
 */
public final class Wire implements AutoCloseable {
  private final URI address;
  private final String host;
  private Socket socket;
  private InputStream in;

  public Wire(URI address) throws IOException {
    this.address = address;
    this.host = address.getAuthority();
    this.socket = connected();
    this.in = input();
  }

  private Socket connected() throws IOException {
    Socket made = new Socket(address.getHost(), address.getPort());
    made.setTcpNoDelay(true);
    return made;
  }

  private InputStream input() throws IOException {
    return new BufferedInputStream(socket.getInputStream(), 1 << 14);
  }

  /** An answer. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Answer(int status, byte[] body) {}

  public Answer get(String path) throws IOException {
    return exchange(
        ("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAccept: application/json\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
  }

  public Answer post(String path, String type, byte[] body) throws IOException {
    socket
        .getOutputStream()
        .write(
            ("POST "
                    + path
                    + " HTTP/1.1\r\nHost: "
                    + host
                    + "\r\nContent-Type: "
                    + type
                    + "\r\nContent-Length: "
                    + body.length
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    return exchange(body);
  }

  private Answer exchange(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    int length = 0;
    boolean last = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(15).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        length = -1;
      } else if (lower.equals("connection: close")) {
        last = true;
      }
    }
    Answer answer = new Answer(status, length < 0 ? chunks() : in.readNBytes(length));
    if (last) {
      // Tomcat gives a connection a hundred requests.
      socket.close();
      socket = connected();
      in = input();
    }
    return answer;
  }

  private byte[] chunks() throws IOException {
    byte[] all = new byte[0];
    while (true) {
      int size = Integer.parseInt(line(), 16);
      byte[] chunk = in.readNBytes(size);
      line();
      if (size == 0) {
        return all;
      }
      byte[] longer = new byte[all.length + size];
      System.arraycopy(all, 0, longer, 0, all.length);
      System.arraycopy(chunk, 0, longer, all.length, size);
      all = longer;
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the server hung up");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
