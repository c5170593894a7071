package io.hindsight.app.importing;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Records of one kind in one file.
 *
 * @param file what is surveyed: its fingerprint and its lines
 * @param headerLines lines that hold no record
 * @param rows how many records there are; null: one a line
 */
record Part(Target target, Path file, int headerLines, @Nullable Long rows, Opener opener) {
  Part(Target target, Path file, int headerLines, Opener opener) {
    this(target, file, headerLines, null, opener);
  }

  /** Of a file with one header. */
  Part(Target target, Path file, @Nullable Long rows, Opener opener) {
    this(target, file, 1, rows, opener);
  }

  /** What the records are, and where they go. */
  enum Target {
    ITEMS("items", "/v1/items", 1, Integer.MAX_VALUE),
    USERS("users", "/v1/users", 1, Integer.MAX_VALUE),
    INTERACTIONS("interactions", "/v1/interactions", 2, Integer.MAX_VALUE),
    IMPRESSIONS("impressions", "/v1/impressions", 2, Integer.MAX_VALUE),
    /** Each takes back the interaction of that id, in a request of its own. */
    RETRACTIONS("retractions", "/v1/interactions", 8, 100);

    final String title;
    final String path;

    /** How many batches are underway at a time. */
    final int atOnce;

    /** How many rows a batch has at most. */
    final int mostRows;

    /** Whether the records may come in any order, and again: each has an id of its own. */
    boolean isKeyed() {
      return this == INTERACTIONS || this == IMPRESSIONS;
    }

    Target(String title, String path, int atOnce, int mostRows) {
      this.title = title;
      this.path = path;
      this.atOnce = atOnce;
      this.mostRows = mostRows;
    }
  }

  @FunctionalInterface
  interface Opener {
    /**
     * @param fingerprint of the file, from which rows without a time get their ids
     */
    RowReader open(String fingerprint) throws IOException;
  }

  long total(long lines) {
    return rows == null ? Math.max(0, lines - headerLines) : rows;
  }

  String name() {
    return String.valueOf(file.getFileName());
  }
}
