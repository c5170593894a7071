package io.hindsight.api.audit;

import io.hindsight.api.positions.Reads;
import io.hindsight.api.positions.Writes;
import io.hindsight.api.problem.ProblemWriter;
import io.hindsight.contracts.audit.RecordRead;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredEvent;
import io.hindsight.contracts.log.StoredLog.Found;
import io.hindsight.contracts.queries.AuditQuery.FindEvents;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Streams events, a page in memory at a time, as they were when the stream began. A stream that
 * fails on its way ends with the problem as its last line, in which there is no position.
 */
@Component
final class EventsExport {
  private final AuditReads records;
  private final Writes writes;
  private final Reads reads;
  private final JsonMapper mapper;

  EventsExport(AuditReads records, Writes writes, Reads reads, JsonMapper mapper) {
    this.records = records;
    this.writes = writes;
    this.reads = reads;
    this.mapper = mapper;
  }

  void write(
      RecordRead read,
      FindEvents question,
      boolean stored,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    writes.await(records.record(read));
    FindEvents page = page(question, question.after(), question.upTo());
    Found found = reads.auditNow(page);
    response.setContentType(EventsController.NDJSON);
    OutputStream lines = response.getOutputStream();
    LogPosition end = found.end();
    while (true) {
      for (StoredEvent event : found.events()) {
        lines.write(mapper.writeValueAsBytes(StoredEventView.of(event, stored)));
        lines.write('\n');
      }
      if (!found.more()) {
        return;
      }
      try {
        found = reads.auditNow(page(question, found.seenTo(), end));
      } catch (RuntimeException e) {
        lines.write(ProblemWriter.line(e, request));
        return;
      }
    }
  }

  private static FindEvents page(
      FindEvents question, LogPosition after, @Nullable LogPosition upTo) {
    return new FindEvents(
        question.filter(), question.user(), after, upTo, EventParameters.MOST, question.whole());
  }
}
