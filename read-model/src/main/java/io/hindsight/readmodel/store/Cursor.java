package io.hindsight.readmodel.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * Where a page ended. It names the last row's place in the order and not an offset, so rows that
 * come in meanwhile neither repeat nor hide others.
 */
public record Cursor(String entry, String key) {

  /**
   * @param scope view and index: a cursor is good for no other
   */
  public String encode(String scope) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      byte[] entryBytes = entry.getBytes(StandardCharsets.UTF_8);
      out.writeInt(checksum(scope, entry, key));
      out.writeInt(entryBytes.length);
      out.write(entryBytes);
      out.write(key.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }

  public static Cursor decode(String scope, String text) {
    try (var in =
        new DataInputStream(new ByteArrayInputStream(Base64.getUrlDecoder().decode(text)))) {
      int checksum = in.readInt();
      int length = in.readInt();
      if (length >= 0 && length <= in.available()) {
        var entry = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        var key = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        if (checksum == checksum(scope, entry, key)) {
          return new Cursor(entry, key);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException("not a cursor of this order of rows", e);
    }
    throw new IllegalArgumentException("not a cursor of this order of rows");
  }

  private static int checksum(String scope, String entry, String key) {
    var crc = new CRC32();
    for (String part : new String[] {scope, entry, key}) {
      crc.update(part.getBytes(StandardCharsets.UTF_8));
      crc.update(0);
    }
    return (int) crc.getValue();
  }
}
