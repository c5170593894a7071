package io.hindsight.api.people;

import io.hindsight.api.positions.Reads;
import io.hindsight.api.problem.ApiProblem;
import io.hindsight.api.problem.Named;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.ViewAnswer.ExportPage;
import io.hindsight.contracts.queries.ViewQuery.FindExportPage;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Writes as it reads: one page of the log is in memory, however much there is about a person. What
 * can be refused is refused before the first byte.
 */
@Tag(name = "Users", description = "Persons: profiles and histories.")
@RestController
class ExportController {
  /** Each reads the whole log. */
  private static final int AT_A_TIME = 2;

  private static final int PAGE = 200;

  private final Reads reads;
  private final PersonSheets sheets;
  private final Semaphore free = new Semaphore(AT_A_TIME);

  ExportController(Reads reads, PersonSheets sheets) {
    this.reads = reads;
    this.sheets = sheets;
  }

  @Operation(
      summary = "Exports everything about a person",
      description =
          "Profile, consent, features, and every event of the log, lists that were shown among"
              + " them, with an account in plain words. Streamed: an answer that was cut off is no"
              + " whole JSON.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")))
  @GetMapping(path = "/v1/users/{id}/export", produces = MediaType.APPLICATION_JSON_VALUE)
  void export(@PathVariable String id, HttpServletResponse response) throws IOException {
    UserId user = Named.id("id", id, UserId::new);
    if (!free.tryAcquire()) {
      throw new ApiProblem(
          HttpStatus.SERVICE_UNAVAILABLE,
          "overloaded",
          AT_A_TIME + " exports are under way already.",
          "Try again when one of them has ended.");
    }
    try {
      ExportPage first = page(user, LogPosition.START, null);
      PersonSheets.Sheet sheet = sheets.of(user);
      response.setContentType(MediaType.APPLICATION_JSON_VALUE);
      response.setCharacterEncoding("UTF-8");
      try (ExportWriter out = new ExportWriter(response.getOutputStream())) {
        out.begin(user, first, sheet);
        ExportPage page = first;
        out.events(page.events());
        while (page.next() != null) {
          page = page(user, page.next(), first.upTo());
          out.events(page.events());
        }
        out.end();
      }
    } finally {
      free.release();
    }
  }

  private ExportPage page(UserId user, LogPosition after, @Nullable LogPosition upTo) {
    return reads.found(new FindExportPage(user, after, upTo, PAGE));
  }
}
