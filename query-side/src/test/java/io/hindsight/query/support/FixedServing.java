package io.hindsight.query.support;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.runtime.serving.PersonState;
import io.hindsight.runtime.serving.ServingSnapshot;
import io.hindsight.runtime.serving.ServingState;
import io.hindsight.runtime.serving.ServingView;
import java.time.Duration;

/** A serving state that stands still. */
public record FixedServing(ServingSnapshot snapshot, PersonState ann) implements ServingState {
  @Override
  public PersonState person(SubjectId subject) {
    return subject.equals(ann.subject()) ? ann : PersonState.empty(subject, snapshot.position());
  }

  @Override
  public ServingView view(SubjectId subject) {
    return new ServingView(snapshot, subject == null ? null : person(subject));
  }

  @Override
  public LogPosition await(LogPosition wanted, Duration atMost) {
    return snapshot.position();
  }
}
