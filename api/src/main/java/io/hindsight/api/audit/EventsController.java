package io.hindsight.api.audit;

import io.hindsight.api.positions.Eventual;
import io.hindsight.contracts.audit.RecordRead;
import io.hindsight.contracts.log.StoredLog.Found;
import io.hindsight.contracts.queries.AuditQuery.FindEvents;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Audit")
@RestController
@RequestMapping("/v1/audit/events")
class EventsController {
  static final String NDJSON = "application/x-ndjson";

  private final AuditReads reads;
  private final EventsExport export;

  EventsController(AuditReads reads, EventsExport export) {
    this.reads = reads;
    this.export = export;
  }

  @Operation(
      summary = "Shows events as they are stored",
      description =
          "In the log's order, page by page. Accept application/x-ndjson to get all of them in one"
              + " stream, one a line; limit then does not count. A stream has an index; for the rest"
              + " the store looks through the log, a hundred thousand positions a page. That events were read"
              + " is itself an event.")
  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  Eventual<EventsView> events(
      @ParameterObject EventParameters parameters,
      @RequestHeader(name = AuditReads.AUDITOR, required = false) @Nullable String auditor) {
    boolean stored = parameters.isStored();
    return reads.<Found, EventsView>ask(
        read("events", parameters, auditor),
        question(parameters),
        found -> EventsView.of(found, stored));
  }

  @Operation(hidden = true)
  @GetMapping(produces = NDJSON)
  void export(
      @ParameterObject EventParameters parameters,
      @RequestHeader(name = AuditReads.AUDITOR, required = false) @Nullable String auditor,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    boolean stored = parameters.isStored();
    export.write(
        read("export", parameters, auditor), question(parameters), stored, request, response);
  }

  private RecordRead read(String what, EventParameters parameters, @Nullable String auditor) {
    return reads.read(what, auditor, parameters.about(), parameters.whose());
  }

  private static FindEvents question(EventParameters parameters) {
    return new FindEvents(
        parameters.filter(),
        parameters.whose(),
        parameters.start(),
        parameters.end(),
        parameters.most(),
        parameters.isStored());
  }
}
