package io.hindsight.app.importing;

import io.hindsight.app.client.CommandFailed;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Opens text files, plain or gzipped. */
final class TextFiles {
  private static final int BUFFER = 1 << 16;
  private static final int LOOKED_AT = 512;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** What a decoder puts in the place of bytes that it cannot read. */
  static final char UNREADABLE = '\uFFFD';

  private TextFiles() {}

  static InputStream bytes(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    raw.mark(2);
    boolean gzipped = raw.read() == 0x1f && raw.read() == 0x8b;
    raw.reset();
    return gzipped ? new GZIPInputStream(raw, BUFFER) : raw;
  }

  /**
   * @throws CommandFailed for what is no text: its bytes are nothing to show to anybody
   */
  static BufferedReader text(Path file, Charset charset) throws IOException {
    requireText(file, charset);
    BufferedReader reader = new BufferedReader(new InputStreamReader(bytes(file), charset), BUFFER);
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    return reader;
  }

  private static void requireText(Path file, Charset charset) throws IOException {
    if (Files.isDirectory(file)) {
      throw new CommandFailed(file + " is a directory", "give one of its files");
    }
    byte[] first;
    try (InputStream in = bytes(file)) {
      first = in.readNBytes(LOOKED_AT);
    }
    if (first.length > 3 && first[0] == 'P' && first[1] == 'K' && first[2] < 9) {
      throw new CommandFailed(
          file.getFileName() + " is a zip archive", "unpack it and give one of its files");
    }
    boolean wide = charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
    for (byte one : first) {
      if (one == 0 && !wide) {
        throw new CommandFailed(
            file.getFileName() + " is no text in " + charset,
            "give a csv, or its encoding, such as --encoding UTF-16");
      }
    }
  }

  /** The file or its gzipped twin, null where there is neither. */
  static @Nullable Path find(Path directory, String name) {
    return findBeside(directory.resolve(name), name);
  }

  /** The same in the directory of another file. */
  static @Nullable Path findBeside(Path other, String name) {
    for (String candidate : new String[] {name, name + ".gz"}) {
      Path file = other.resolveSibling(candidate);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    return null;
  }

  static Path require(Path file) {
    if (!Files.exists(file)) {
      throw new CommandFailed("there is no " + file, "check the path");
    }
    if (!Files.isReadable(file)) {
      throw new CommandFailed(file + " may not be read", "check its permissions");
    }
    return file;
  }
}
