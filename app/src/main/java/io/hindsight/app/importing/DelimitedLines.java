package io.hindsight.app.importing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of files whose fields stand between fixed marks, without quotes. */
final class DelimitedLines implements RowReader {
  private final BufferedReader reader;
  private final String mark;
  private final int width;
  private final Maker maker;
  private long line;

  @FunctionalInterface
  interface Maker {
    Row row(long line, List<String> fields);
  }

  /**
   * @param width the least number of fields
   */
  DelimitedLines(Path file, Charset charset, String mark, int width, Maker maker)
      throws IOException {
    this.reader = TextFiles.text(file, charset);
    this.mark = mark;
    this.width = width;
    this.maker = maker;
  }

  /** Older MovieLens files are Latin-1, but copies of them have been converted: ask the bytes. */
  static Charset charsetOf(Path file) throws IOException {
    try (InputStream in = TextFiles.bytes(file)) {
      StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(in.readAllBytes()));
      return StandardCharsets.UTF_8;
    } catch (CharacterCodingException e) {
      return StandardCharsets.ISO_8859_1;
    }
  }

  @Override
  public @Nullable Row next() throws IOException {
    String text;
    do {
      text = reader.readLine();
      line++;
    } while (text != null && text.isBlank());
    if (text == null) {
      return null;
    }
    List<String> fields = cut(text, mark);
    if (fields.size() < width) {
      return new Row.Bad(line, "columns", "has " + fields.size() + " fields, not " + width);
    }
    return maker.row(line, fields);
  }

  static List<String> cut(String text, String mark) {
    List<String> fields = new ArrayList<>();
    int from = 0;
    for (int to = text.indexOf(mark); to >= 0; to = text.indexOf(mark, from)) {
      fields.add(text.substring(from, to));
      from = to + mark.length();
    }
    fields.add(text.substring(from));
    return fields;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
