package io.hindsight.contracts.erasure;

import io.hindsight.contracts.ids.ErasureId;
import io.hindsight.contracts.intake.Refusal;
import io.hindsight.contracts.log.LogPosition;

/** What became of the wish to erase somebody. */
public sealed interface ErasureReply {

  /**
   * @param changed false where it was asked for before
   */
  record Accepted(ErasureId erasureId, LogPosition position, boolean changed)
      implements ErasureReply {}

  /** With {@code user-unknown}: nobody of this id is known, or not any more. */
  record Refused(Refusal refusal) implements ErasureReply {}
}
