package io.hindsight.contracts.erasure;

import io.hindsight.contracts.log.LogPosition;

/** What a store says of a person that it was to let go. */
public sealed interface Purge {

  /**
   * @param upTo how far the store had read the log when it held nothing of them any more
   */
  record Done(LogPosition upTo) implements Purge {}

  /** Ask again later. */
  record NotYet(String why) implements Purge {}
}
