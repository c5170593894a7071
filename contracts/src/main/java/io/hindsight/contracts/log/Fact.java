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

  /** What a stream must look like for a fact to be appended. */
  public sealed interface Expectation {
    /** The stream is empty; otherwise this fact is a duplicate and is left out. */
    Expectation NEW_STREAM = new NewStream();

    /** Whatever is there, this fact follows it. */
    Expectation ANY = new Any();

    /** An interaction that is recorded and not retracted. */
    Expectation RECORDED_ONLY = new HeadIs(0);

    /** The stream has not changed since its head was looked at; -1: it was empty. */
    static Expectation headIs(long sequence) {
      return new HeadIs(sequence);
    }

    record NewStream() implements Expectation {}

    record Any() implements Expectation {}

    /** Otherwise this fact, and all later ones of its call on its stream, are refused. */
    record HeadIs(long sequence) implements Expectation {}
  }
}
