package io.hindsight.query.audit;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.EventFilter;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredLog;
import io.hindsight.contracts.log.StoredLog.Found;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.AuditQuery.FindEvents;
import io.hindsight.contracts.subjects.Subjects;
import io.hindsight.query.export.OwnLists;
import io.hindsight.query.handling.QuestionHandlers;
import io.hindsight.query.handling.Subscriber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers auditors about what stands in the log. */
public final class LogHandlers implements QuestionHandlers {
  private final StoredLog log;
  private final Subjects subjects;
  private final AuditDesk desk;

  public LogHandlers(StoredLog log, Subjects subjects, AuditDesk desk) {
    this.log = log;
    this.subjects = subjects;
    this.desk = desk;
  }

  @Override
  public void subscribe(Subscriber subscriber) {
    subscriber.later(FindEvents.class, query -> desk.later(() -> events(query)));
  }

  /** Whoever asks about one person is not shown the lists of those beside them. */
  private static Found withoutNeighbours(Found found, @Nullable SubjectId subject) {
    return subject == null
        ? found
        : new Found(
            found.events().stream().map(event -> OwnLists.only(subject, event)).toList(),
            found.seenTo(),
            found.end());
  }

  private Answer<Found> events(FindEvents query) {
    LogPosition head = log.head();
    LogPosition upTo = query.upTo() == null ? head : query.upTo();
    if (!head.reaches(upTo.max(query.after()))) {
      return Answer.refused(
          "position-unknown",
          "The log ends at position %s, before %s.".formatted(head, upTo.max(query.after())),
          "Give a position up to there, or none.");
    }
    EventFilter filter = query.filter();
    if (query.user() != null) {
      Optional<SubjectId> subject = subjects.find(query.user());
      if (subject.isEmpty()) {
        return Answer.refused(
            "user-unknown",
            "There is no such user.",
            "Check the id. Of somebody who was erased only the subject id is left, if you have it.");
      }
      filter = filter.about(subject.get());
    }
    Found found = log.find(filter, query.after(), upTo, query.limit());
    return new Answer.Found<>(
        query.whole() ? found : withoutNeighbours(found, filter.subject()), LogPosition.START);
  }
}
