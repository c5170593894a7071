package io.hindsight.command.seal;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * The hashes that seals are made of, all SHA-256. Written down in docs/integrity.md, so that others
 * can write a checker of their own: change nothing here, begin another version beside it.
 *
 * <pre>
 * content = H(0x03, id, kind, stream, sequence, type, revision, recordedAt, metadata, payload)
 * event   = H(0x00, position, content)
 * node    = H(0x01, left, right)          as in RFC 6962
 * link    = H(0x02, link before, event)   the first follows 32 zero bytes
 * </pre>
 *
 * Numbers are 8 bytes, texts are UTF-8 after their length in 4 bytes, all big-endian. Not safe for
 * use by several threads.
 */
final class Hashes {
  static final int BYTES = 32;

  private static final byte EVENT = 0;
  private static final byte NODE = 1;
  private static final byte LINK = 2;
  private static final byte CONTENT = 3;

  private final MessageDigest digest = sha256();
  private ByteBuffer content = ByteBuffer.allocate(4_096);

  byte[] content(StoredEvent event) {
    content.clear().put(CONTENT);
    put(event.id());
    put(event.kind());
    put(event.stream());
    put(event.sequence());
    put(event.type());
    put(event.revision());
    put(event.recordedAt());
    put(event.metadata());
    put(event.payload());
    digest.update(content.flip());
    return digest.digest();
  }

  byte[] event(LogPosition position, byte[] content) {
    digest.update(this.content.clear().put(EVENT).putLong(position.value()).put(content).flip());
    return digest.digest();
  }

  byte[] event(StoredEvent event) {
    return event(event.position(), content(event));
  }

  byte[] node(byte[] left, byte[] right) {
    digest.update(NODE);
    digest.update(left);
    return digest.digest(right);
  }

  byte[] link(byte[] before, byte[] event) {
    digest.update(LINK);
    digest.update(before);
    return digest.digest(event);
  }

  byte[] text(String text) {
    return digest.digest(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The root over at least one leaf. */
  byte[] root(List<byte[]> leaves) {
    int count = leaves.size();
    if (count == 1) {
      return leaves.getFirst();
    }
    int left = leftOf(count);
    return node(root(leaves.subList(0, left)), root(leaves.subList(left, count)));
  }

  /** How many of several leaves hang on the left: the largest power of two below their number. */
  static int leftOf(int leaves) {
    return Integer.highestOneBit(leaves - 1);
  }

  /** Half a surrogate pair has no bytes; it must not read like a question mark. */
  private void put(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!new String(bytes, StandardCharsets.UTF_8).equals(text)) {
      bytes = ("\0" + text).getBytes(StandardCharsets.UTF_16BE);
    }
    room(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
  }

  private void put(long value) {
    room(Long.BYTES).putLong(value);
  }

  private ByteBuffer room(int bytes) {
    if (content.remaining() < bytes) {
      int more = Math.addExact(content.capacity(), Math.max(content.capacity(), bytes));
      content = ByteBuffer.allocate(more).put(content.flip());
    }
    return content;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no SHA-256 in this JDK", e);
    }
  }
}
