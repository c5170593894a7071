package io.hindsight.contracts.erasure;

import io.hindsight.contracts.ids.ErasureId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.LogPosition;
import java.time.Instant;
import java.util.List;

/** The stream of one erasure. */
public sealed interface ErasureEvent {
  ErasureId erasureId();

  SubjectId subjectId();

  Instant at();

  /**
   * The person's key and user id are destroyed: whatever keeps something of them lets it go here.
   * No event of this subject follows but receipts of lists that were under way.
   */
  record SubjectErased(ErasureId erasureId, SubjectId subjectId, Instant at)
      implements ErasureEvent {}

  /** What tells how an erasure goes on, and changes nothing about the person. */
  sealed interface Progress extends ErasureEvent {}

  record ErasureRequested(ErasureId erasureId, SubjectId subjectId, Instant at)
      implements Progress {}

  /**
   * A store has let go of the person, and its files were overwritten.
   *
   * @param upTo how far it had read the log then
   */
  record StorePurged(
      ErasureId erasureId, SubjectId subjectId, String store, LogPosition upTo, Instant at)
      implements Progress {}

  /** The models that learned from the person; those that serve are marked for retraining. */
  record LearnedModelsListed(
      ErasureId erasureId, SubjectId subjectId, List<LearnedModels> models, Instant at)
      implements Progress {
    public LearnedModelsListed {
      models = List.copyOf(models);
    }
  }

  /**
   * A step takes longer than it should. It goes on.
   *
   * @param step as {@link ErasureStep} spells it
   */
  record ErasureDelayed(ErasureId erasureId, SubjectId subjectId, String step, Instant at)
      implements Progress {}

  /**
   * @param statement what was done, as JSON: the very text that is signed, in UTF-8
   * @param keyId of the signing key
   * @param signature Ed25519, base64url
   */
  record ErasureCompleted(
      ErasureId erasureId,
      SubjectId subjectId,
      String statement,
      String keyId,
      String signature,
      Instant at)
      implements Progress {}
}
