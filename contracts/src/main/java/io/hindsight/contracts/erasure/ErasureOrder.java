package io.hindsight.contracts.erasure;

import io.hindsight.contracts.ids.ErasureId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;

/** Work that an erasure asks of those who keep something. Doing it again does no harm. */
public sealed interface ErasureOrder {

  /** Begins an erasure. Answers with an {@link ErasureReply}. */
  record EraseUser(UserId userId) implements ErasureOrder {
    @Override
    public String toString() {
      return "EraseUser";
    }
  }

  /** Answers once {@link ErasureEvent.SubjectErased} is in the log. */
  record DestroySubjectKey(ErasureId erasureId, SubjectId subjectId) implements ErasureOrder {}

  /** Answers with a {@link Purge}. */
  record PurgeViews(SubjectId subjectId) implements ErasureOrder {}

  /** Answers with a {@link Purge}. */
  record PurgeServing(SubjectId subjectId) implements ErasureOrder {}

  /** Answers with a list of {@link LearnedModels}. */
  record FindLearnedModels(SubjectId subjectId) implements ErasureOrder {}
}
