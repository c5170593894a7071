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
    ITEMS("items", "/v1/items"),
    USERS("users", "/v1/users"),
    INTERACTIONS("interactions", "/v1/interactions"),
    IMPRESSIONS("impressions", "/v1/impressions"),
    /** Each takes back the interaction of that id. */
    RETRACTIONS("retractions", "/v1/interactions");

    final String title;
    final String path;

    /** Whether the records may come in any order, and again: each has an id of its own. */
    boolean isKeyed() {
      return this == INTERACTIONS || this == IMPRESSIONS;
    }

    Target(String title, String path) {
      this.title = title;
      this.path = path;
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
