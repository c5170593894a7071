package io.hindsight.app.importing;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Records of one kind in one file.
 *
 * @param file what is surveyed: its fingerprint and its lines
 * @param headerLines lines that hold no record
 */
record Part(Target target, Path file, int headerLines, Opener opener) {

  /** What the records are, and where they go. */
  enum Target {
    ITEMS("items", "/v1/items"),
    USERS("users", "/v1/users"),
    INTERACTIONS("interactions", "/v1/interactions");

    final String title;
    final String path;

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

  String name() {
    return String.valueOf(file.getFileName());
  }
}
