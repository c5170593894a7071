package io.hindsight.command.intake;

import io.hindsight.command.intake.PendingAppend.Facts;
import io.hindsight.command.intake.PendingAppend.Prepared;
import io.hindsight.contracts.log.Fact.Expectation;
import io.hindsight.contracts.log.Stream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/**
 * Which of a group's facts are new and what number each gets, given the heads of their streams as
 * far as they were looked up. Facts see those before them in the group.
 *
 * @param messages to append, all or nothing
 * @param outcomes of the group's calls, in order
 */
record GroupPlan(List<DomainEventMessage<?>> messages, List<Outcome> outcomes) {

  /** Indexes into the call's facts. */
  record Outcome(List<Integer> duplicates, List<Integer> refused) {}

  /**
   * Streams whose head must be known beforehand. That a stream is new is taken on trust in the
   * first attempt: intake has asked before, and the unique index has the last word.
   */
  static Set<String> streams(Collection<Facts> group, boolean alsoNew) {
    Set<String> streams = new LinkedHashSet<>();
    for (Facts call : group) {
      for (Prepared fact : call.facts()) {
        if (alsoNew || !(fact.expectation() instanceof Expectation.NewStream)) {
          streams.add(fact.stream().name());
        }
      }
    }
    return streams;
  }

  static GroupPlan of(List<Facts> group, Map<String, Long> looked, Instant now) {
    Map<String, Long> heads = new HashMap<>(looked);
    List<DomainEventMessage<?>> messages = new ArrayList<>();
    List<Outcome> outcomes = new ArrayList<>(group.size());
    for (Facts call : group) {
      outcomes.add(plan(call, heads, messages, now));
    }
    return new GroupPlan(messages, outcomes);
  }

  private static Outcome plan(
      Facts call, Map<String, Long> heads, List<DomainEventMessage<?>> messages, Instant now) {
    List<Integer> duplicates = new ArrayList<>(0);
    List<Integer> refused = new ArrayList<>(0);
    Set<String> moved = new HashSet<>(0);
    for (int i = 0; i < call.size(); i++) {
      Prepared fact = call.facts().get(i);
      Stream stream = fact.stream();
      long head = heads.getOrDefault(stream.name(), -1L);
      boolean append =
          switch (fact.expectation()) {
            case Expectation.Any() -> true;
            case Expectation.NewStream() -> {
              if (head >= 0) {
                duplicates.add(i);
              }
              yield head < 0;
            }
            case Expectation.HeadIs(long expected) -> {
              boolean asExpected = head == expected && !moved.contains(stream.name());
              if (!asExpected) {
                moved.add(stream.name());
                refused.add(i);
              }
              yield asExpected;
            }
          };
      if (append) {
        heads.put(stream.name(), head + 1);
        messages.add(
            new GenericDomainEventMessage<>(
                stream.kind(), stream.name(), head + 1, fact.message(), now));
      }
    }
    return new Outcome(duplicates, refused);
  }
}
