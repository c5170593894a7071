package io.hindsight.api.json;

import java.io.IOException;
import java.io.InputStream;

/** Cuts a stream into lines without ever holding more than one. */
final class Lines {
  private static final int READ_AHEAD = 64 * 1024;

  private final InputStream in;
  private final int maxLine;
  private final byte[] buffer;
  private int lineStart;
  private int lineEnd;
  private int next;
  private int filled;
  private boolean tooLong;

  Lines(InputStream in, int maxLine) {
    this.in = in;
    this.maxLine = maxLine;
    this.buffer = new byte[maxLine + READ_AHEAD];
  }

  /** Moves on to the next line; false at the end. */
  boolean next() throws IOException {
    lineStart = next;
    tooLong = false;
    int scanned = 0;
    while (true) {
      int end = newline(lineStart + scanned);
      if (end >= 0) {
        return line(end, end + 1);
      }
      scanned = filled - lineStart;
      if (scanned > maxLine) {
        // Forget what is there of it: the rest of the line is only skipped.
        tooLong = true;
        lineStart = filled;
        scanned = 0;
      }
      if (!fill()) {
        return line(filled, filled) && (tooLong || lineEnd > lineStart);
      }
    }
  }

  private boolean line(int end, int following) {
    lineEnd = end;
    next = following;
    tooLong |= lineEnd - lineStart > maxLine;
    return true;
  }

  private int newline(int from) {
    for (int i = from; i < filled; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Moves the line begun to the front and reads on behind it; false at the end of the stream. */
  private boolean fill() throws IOException {
    System.arraycopy(buffer, lineStart, buffer, 0, filled - lineStart);
    filled -= lineStart;
    lineStart = 0;
    int got = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(got, 0);
    return got >= 0;
  }

  boolean isTooLong() {
    return tooLong;
  }

  boolean isBlank() {
    for (int i = lineStart; i < lineEnd; i++) {
      if (buffer[i] > ' ' || buffer[i] < 0) {
        return false;
      }
    }
    return true;
  }

  byte[] bytes() {
    return buffer;
  }

  int from() {
    return lineStart;
  }

  int length() {
    return lineEnd - lineStart;
  }
}
