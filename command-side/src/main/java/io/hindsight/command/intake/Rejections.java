package io.hindsight.command.intake;

import io.hindsight.command.consent.ConsentRegister;
import io.hindsight.contracts.consent.Consent;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.intake.IntakeCommand;
import io.hindsight.contracts.intake.Refusal;
import io.hindsight.contracts.intake.Rejection;
import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.Fact.Expectation;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.quality.QualityEvent.RecordsRejected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The records of one command, parted into those fit to be stored and the rest, which leave an
 * account of codes and counts in the log.
 */
record Rejections<T>(List<T> fit, List<Rejection> rejected) {
  private static final Refusal NOT_ALLOWED =
      new Refusal(
          "consent-none",
          "the person does not allow that what they do is recorded",
          "leave it out, or let them change their consent");

  static <D, T> Rejections<T> sort(
      List<D> drafts, List<Rejection> malformed, Function<D, Judged<T>> judge) {
    if (drafts.size() > IntakeCommand.MAX_BATCH) {
      throw new IllegalArgumentException(
          "a command holds at most " + IntakeCommand.MAX_BATCH + " records, got " + drafts.size());
    }
    List<T> fit = new ArrayList<>(drafts.size());
    List<Rejection> rejected = new ArrayList<>(malformed);
    for (D draft : drafts) {
      switch (judge.apply(draft)) {
        case Judged.Fit<T>(T value) -> fit.add(value);
        case Judged.Unfit<T>(Rejection rejection) -> rejected.add(rejection);
      }
    }
    rejected.sort(Comparator.comparingLong(Rejection::index));
    return new Rejections<>(fit, rejected);
  }

  /** The same with more of them rejected. */
  Rejections<T> without(Predicate<T> unfit, Function<T, Rejection> why) {
    List<T> rest = new ArrayList<>(fit.size());
    List<Rejection> more = new ArrayList<>(rejected);
    for (T value : fit) {
      if (unfit.test(value)) {
        more.add(why.apply(value));
      } else {
        rest.add(value);
      }
    }
    more.sort(Comparator.comparingLong(Rejection::index));
    return new Rejections<>(rest, more);
  }

  /**
   * The same without what was done by people who do not allow that it is recorded.
   *
   * @param subjects of all users
   * @param user null where nobody is known
   */
  Rejections<T> recordable(
      Map<UserId, SubjectId> subjects,
      ConsentRegister register,
      Function<T, @Nullable UserId> user,
      ToLongFunction<T> index) {
    Map<SubjectId, Consent> consents = register.all(subjects.values());
    if (consents.values().stream().allMatch(Consent::allowsRecording)) {
      return this;
    }
    return without(
        one ->
            subjects.get(user.apply(one)) instanceof SubjectId subject
                && !consents.getOrDefault(subject, Consent.FULL).allowsRecording(),
        one -> new Rejection(index.applyAsLong(one), "userId", NOT_ALLOWED));
  }

  /** At most one fact for a command. */
  List<Fact> account(String requestId, String kind, Instant at, Map<String, String> metadata) {
    if (rejected.isEmpty()) {
      return List.of();
    }
    Map<String, Integer> counts = new TreeMap<>();
    for (Rejection rejection : rejected) {
      counts.merge(rejection.refusal().code(), 1, Integer::sum);
    }
    return List.of(
        new Fact(
            Stream.ofRejections(requestId),
            Expectation.ANY,
            new RecordsRejected(requestId, kind, counts, at),
            metadata));
  }
}
