package io.hindsight.query.export;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.EventFilter;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredEvent;
import io.hindsight.contracts.log.StoredLog;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ViewAnswer.ExportPage;
import io.hindsight.contracts.queries.ViewAnswer.ExportedEvent;
import io.hindsight.contracts.queries.ViewQuery.FindExportPage;
import io.hindsight.contracts.subjects.Subjects;
import io.hindsight.query.handling.QuestionHandlers;
import io.hindsight.query.handling.Subscriber;
import java.util.Set;

/**
 * What the log holds about a person, page by page: from the log and not from views, since nothing
 * may be missing. A search goes on where the page before ended, so all pages together read the log
 * once, and one page is all that is in memory.
 */
public final class ExportHandlers implements QuestionHandlers {
  private final Subjects subjects;
  private final StoredLog log;
  private final OpenedEvents opened;

  public ExportHandlers(Subjects subjects, StoredLog log) {
    this.subjects = subjects;
    this.log = log;
    this.opened = new OpenedEvents(subjects);
  }

  @Override
  public void subscribe(Subscriber subscriber) {
    subscriber.on(FindExportPage.class, this::findExportPage);
  }

  Answer<ExportPage> findExportPage(FindExportPage query) {
    SubjectId subject = subjects.find(query.userId()).orElse(null);
    if (subject == null) {
      return Answer.refused(
          "user-unknown",
          "Nobody of this id is known.",
          "Check the id. Of somebody who was erased there is nothing to export.");
    }
    LogPosition upTo = query.upTo() == null ? log.head() : query.upTo();
    EventFilter about = new EventFilter(null, subject, null, Set.of(), null, null, null);
    StoredLog.Found found = log.find(about, query.after(), upTo, query.limit());
    LogPosition next = found.more() ? found.seenTo() : null;
    return new Answer.Found<>(
        new ExportPage(
            subject,
            found.events().stream().map(event -> exported(event, subject)).toList(),
            upTo,
            next),
        upTo);
  }

  private ExportedEvent exported(StoredEvent event, SubjectId subject) {
    OpenedEvents.Opened content = opened.open(event, subject);
    return new ExportedEvent(
        event.position(), event.recorded(), event.type(), content.account(), content.json());
  }
}
