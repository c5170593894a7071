package io.hindsight.api.operations;

import io.hindsight.api.positions.AsOf;
import io.hindsight.api.positions.Positions;
import io.hindsight.api.positions.Reads;
import io.hindsight.api.positions.Writes;
import io.hindsight.api.problem.ApiProblem;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.queries.RebuildView;
import io.hindsight.contracts.queries.ViewQuery.FindQuality;
import io.hindsight.contracts.queries.ViewQuery.FindViews;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Operations", description = "How the data and the views are doing.")
@RestController
@RequestMapping(path = "/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class OperationsController {
  private final Writes writes;
  private final Reads reads;

  OperationsController(Writes writes, Reads reads) {
    this.writes = writes;
    this.reads = reads;
  }

  @Operation(summary = "Shows how good the data are that came in")
  @GetMapping("/quality")
  ResponseEntity<OperationsView.Quality> quality(
      @Parameter(description = AsOf.ABOUT) @RequestParam(required = false) @Nullable String asOf,
      @RequestHeader(name = Positions.HEADER, required = false) @Nullable String position) {
    return reads.ask(AsOf.of(asOf), position, null, FindQuality::new, OperationsView.Quality::of);
  }

  @Operation(summary = "Shows every view's position and lag", description = "Never waits.")
  @GetMapping("/views")
  ResponseEntity<OperationsView.Views> views() {
    return reads.ask(null, null, _ -> new FindViews(), OperationsView.Views::of);
  }

  @Operation(
      summary = "Rebuilds a view from the first event",
      description = "Beside the live one, which answers until the new one has caught up.")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @PostMapping("/views/{name}/rebuilds")
  ResponseEntity<OperationsView.Rebuild> rebuild(
      @PathVariable @Pattern(regexp = "[a-z][a-z-]{0,63}") String name) {
    Reply.Done done = writes.decide(new RebuildView(name), ApiProblem::of);
    return Writes.at(ResponseEntity.accepted(), done.position())
        .body(new OperationsView.Rebuild(name, done.revision(), done.position().value()));
  }
}
