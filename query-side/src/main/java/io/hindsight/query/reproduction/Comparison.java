package io.hindsight.query.reproduction;

import java.util.List;

/** What became of computing a list again. */
public sealed interface Comparison {

  /** The same items in the same order, and the same bits in every score. */
  record Identical() implements Comparison {}

  /**
   * @param differences what differs, in words, at least one
   */
  record Different(List<String> differences) implements Comparison {
    public Different {
      differences = List.copyOf(differences);
    }
  }
}
