package io.hindsight.query.lists;

import io.hindsight.contracts.consent.Consent;
import io.hindsight.contracts.consent.Consents;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.LogMoment;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ListQuery;
import io.hindsight.contracts.queries.RecommendedList;
import io.hindsight.contracts.serving.Basis;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.contracts.subjects.Subjects;
import io.hindsight.runtime.serving.PastServing;
import io.hindsight.runtime.serving.PlacementState;
import io.hindsight.runtime.serving.Refold;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists as they would have been at an earlier moment. Nobody is shown them: there is no receipt.
 */
public final class UnservedLists {
  /** No stage draws yet. */
  private static final long SEED = 0;

  private final PastServing past;
  private final Subjects subjects;
  private final Consents consents;
  private final PastConsents then;
  private final ListComputer computer = new ListComputer();

  /**
   * @param consents as they are today: who does not let themselves be profiled is not profiled in
   *     hindsight either
   * @param then as they were: who did not allow it got a list of nobody's
   */
  public UnservedLists(PastServing past, Subjects subjects, Consents consents, PastConsents then) {
    this.past = past;
    this.subjects = subjects;
    this.consents = consents;
    this.then = then;
  }

  /**
   * A list, and what it took.
   *
   * @param from the position of the checkpoint
   */
  public record Unserved(Answer<RecommendedList> answer, LogPosition from, long events) {}

  /**
   * @param now by which availability is judged
   */
  public Unserved at(ListQuery query, LogMoment moment, Instant now, long atMost) {
    Answer<RecommendedList> refused = RequestShape.refusal(query);
    if (refused != null) {
      return new Unserved(refused, LogPosition.START, 0);
    }
    SubjectId subject =
        Prepared.subject(query, subjects, someone -> stricter(someone, moment.position()));
    Refold.Remade remade =
        past.at(
            moment.position(),
            subject,
            placements -> {
              PlacementState made = placements.get(Prepared.placement(query));
              return needed(made == null ? BuiltIn.STATE : made);
            },
            atMost);
    return new Unserved(
        switch (Prepared.of(query, remade.view())) {
          case Prepared.Refused(Answer<RecommendedList> refusal) -> refusal;
          case Prepared.Ready(ListInputs inputs, ListRequest request) ->
              new Answer.Found<>(list(inputs, request, now), moment.position());
        },
        remade.from(),
        remade.events());
  }

  private Consent stricter(SubjectId subject, LogPosition at) {
    Consent today = consents.of(subject);
    return today.allowsProfiling() ? then.of(subject, at) : today;
  }

  private static Set<String> needed(PlacementState placement) {
    return Stream.of(placement.settings().algorithm(), ListInputs.NEIGHBOURS)
        .collect(Collectors.toSet());
  }

  private RecommendedList list(ListInputs inputs, ListRequest request, Instant now) {
    Basis basis = inputs.basis(SEED, now.truncatedTo(ChronoUnit.MILLIS));
    RankedList ranked = computer.compute(inputs, request, basis.seed(), basis.now());
    return ListServing.shown(null, null, inputs, request, basis, Told.of(inputs, request, ranked));
  }
}
