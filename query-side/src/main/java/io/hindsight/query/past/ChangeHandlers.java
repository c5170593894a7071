package io.hindsight.query.past;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.AuditAnswer.Cost;
import io.hindsight.contracts.queries.AuditQuery.FindViewChanges;
import io.hindsight.contracts.queries.Moment;
import io.hindsight.contracts.queries.ViewChanges;
import io.hindsight.contracts.queries.ViewChanges.ChangedRow;
import io.hindsight.query.audit.AuditDesk;
import io.hindsight.query.handling.QuestionHandlers;
import io.hindsight.query.handling.Subscriber;
import io.hindsight.query.past.Moments.Found;
import io.hindsight.query.past.Moments.Resolved;
import io.hindsight.readmodel.past.PastViews;
import io.hindsight.readmodel.past.PastViews.Changed;
import io.hindsight.readmodel.past.PastViews.Changes;
import io.hindsight.readmodel.past.TooDear;
import io.hindsight.readmodel.store.Cursor;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Tells what changed in a view between two moments. */
public final class ChangeHandlers implements QuestionHandlers {
  private static final int MAX_LIMIT = 1_000;

  private final Moments moments;
  private final PastViews views;
  private final LongSupplier nanoTime;
  private final long atMost;
  private final AuditDesk desk;

  /**
   * @param atMost so many events are folded for one answer, and no more
   */
  public ChangeHandlers(
      Moments moments, PastViews views, LongSupplier nanoTime, long atMost, AuditDesk desk) {
    this.moments = moments;
    this.views = views;
    this.nanoTime = nanoTime;
    this.atMost = atMost;
    this.desk = desk;
  }

  @Override
  public void subscribe(Subscriber subscriber) {
    subscriber.later(FindViewChanges.class, query -> desk.later(() -> answer(query)));
  }

  private Answer<ViewChanges> answer(FindViewChanges query) {
    if (query.limit() < 1 || query.limit() > MAX_LIMIT) {
      return Answer.refused(
          "limit-out-of-range",
          "A page has 1 to " + MAX_LIMIT + " rows, asked were " + query.limit() + ".",
          "Ask for up to " + MAX_LIMIT + " and follow the cursor.");
    }
    Moment end = query.to();
    Resolved to = end == null ? moments.now() : moments.resolve(end);
    Resolved from = moments.resolve(query.from());
    if (from instanceof Resolved.Refused(var refusal)) {
      return new Answer.Refused<>(refusal);
    }
    return switch (to) {
      case Resolved.Refused(var refusal) -> new Answer.Refused<>(refusal);
      case Found found ->
          between(query, ((Found) from).moment().position(), found.moment().position());
    };
  }

  private Answer<ViewChanges> between(FindViewChanges query, LogPosition from, LogPosition to) {
    if (!to.reaches(from)) {
      return Answer.refused(
          "range-inverted",
          "It begins at position %s and ends at %s.".formatted(from, to),
          "Give the earlier moment as from, the later one as to.");
    }
    long start = nanoTime.getAsLong();
    try {
      return views
          .changes(query.view(), from, to, atMost)
          .map(changes -> page(query, from, to, changes, start))
          .orElseGet(
              () ->
                  Answer.refused(
                      "view-unknown",
                      "There is no view " + query.view() + ".",
                      "GET /v1/views names them."));
    } catch (TooDear e) {
      return Answer.refused(
          "as-of-too-dear",
          "More than %,d events would have to be folded from the start of the log."
              .formatted(atMost),
          "Raise hindsight.past.max-events, or ask on a copy made with ./hindsight replay.");
    }
  }

  private Answer<ViewChanges> page(
      FindViewChanges query, LogPosition from, LogPosition to, Changes changes, long start) {
    String scope = "changes/" + query.view() + "/" + from;
    String last;
    try {
      last = query.after() == null ? null : Cursor.decode(scope, query.after()).key();
    } catch (IllegalArgumentException e) {
      return Answer.refused(
          "cursor-invalid",
          "The cursor is not one that a page gave.",
          "Pass the next of the page before as it came, or none for the first page.");
    }
    List<Changed> rest =
        changes.rows().stream()
            .filter(row -> last == null || row.key().compareTo(last) > 0)
            .toList();
    List<Changed> page = rest.subList(0, Math.min(query.limit(), rest.size()));
    String next =
        page.size() == rest.size() ? null : new Cursor("", page.getLast().key()).encode(scope);
    return new Answer.Found<>(told(query.view(), from, to, changes, page, next, start), to);
  }

  private ViewChanges told(
      String view,
      LogPosition from,
      LogPosition to,
      Changes changes,
      List<Changed> page,
      @Nullable String next,
      long start) {
    long added = changes.rows().stream().filter(row -> row.before() == null).count();
    long removed = changes.rows().stream().filter(row -> row.after() == null).count();
    Duration took = Duration.ofNanos(nanoTime.getAsLong() - start);
    return new ViewChanges(
        view,
        from,
        to,
        added,
        removed,
        changes.rows().size() - added - removed,
        page.stream()
            .map(row -> new ChangedRow(row.key(), row.before(), row.after(), row.last()))
            .toList(),
        next,
        new Cost(LogPosition.START, changes.events(), took));
  }
}
