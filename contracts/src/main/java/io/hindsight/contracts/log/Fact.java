package io.hindsight.contracts.log;

import java.util.Map;

/**
 * One event about to be appended to a stream of its own. Facts are not decided, only validated:
 * nobody loads an aggregate for them.
 *
 * @param stream which stream, and what kind of stream it is
 * @param expectation what the stream must look like for this fact to be new
 * @param event the payload, of a registered type
 * @param metadata strings only: other types change on their way through JSON
 */
public record Fact(
    Stream stream, Expectation expectation, Object event, Map<String, String> metadata) {
  public Fact {
    metadata = Map.copyOf(metadata);
  }

  /** What a stream must look like for a fact to be new. */
  public enum Expectation {
    /** The stream is empty; otherwise this fact is a duplicate and is left out. */
    NEW_STREAM,
    /** Whatever is there, this fact follows it. */
    ANY
  }
}
