package io.hindsight.api.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.intake.Rejection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the records of a request.
 *
 * @param accepted stored now
 * @param duplicates stored earlier, left as they were
 * @param rejected the first of those that were not stored
 * @param rejectedCount all of them
 * @param derivedIds how many accepted interactions or impressions got an id derived from their
 *     content
 * @param unknownItems accepted although their item is not (yet) in the catalog
 * @param unknownUsers accepted although their user has no profile (yet)
 * @param interactionIds of small requests: the ids of what is now stored, in order
 * @param impressionIds the same, of impressions
 * @param position where the log stood afterwards
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IntakeAnswer(
    long accepted,
    long duplicates,
    List<Rejected> rejected,
    long rejectedCount,
    @Nullable Long derivedIds,
    @Nullable Long unknownItems,
    @Nullable Long unknownUsers,
    @Nullable List<String> interactionIds,
    @Nullable List<String> impressionIds,
    long position) {

  /**
   * A record that was not stored.
   *
   * @param index its place in the request, from 0; blank lines do not count
   * @param field the offending field, where there is one
   * @param code stable
   * @param message what was wrong
   * @param remedy what would be right
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Rejected(
      long index, @Nullable String field, String code, String message, String remedy) {
    static Rejected of(Rejection rejection) {
      return new Rejected(
          rejection.index(),
          rejection.field(),
          rejection.refusal().code(),
          rejection.refusal().message(),
          rejection.refusal().remedy());
    }
  }
}
