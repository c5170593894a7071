package io.hindsight.api.retention;

import io.hindsight.api.positions.Reads;
import io.hindsight.contracts.queries.RetentionAnswer;
import io.hindsight.contracts.queries.ViewQuery.FindRetention;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Retention", description = "What is kept how long, by type.")
@RestController
@RequestMapping(path = "/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class RetentionController {
  private final Reads reads;

  RetentionController(Reads reads) {
    this.reads = reads;
  }

  @Operation(
      summary = "Shows how long interactions are kept, and what was forgotten",
      description = "Policies are settings of the server; receipts are signed.")
  @GetMapping("/retention")
  ResponseEntity<RetentionView> get() {
    return reads.<RetentionAnswer, RetentionView>ask(
        null, null, atLeast -> new FindRetention(), RetentionView::of);
  }
}
