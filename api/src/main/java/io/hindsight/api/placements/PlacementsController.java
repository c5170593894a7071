package io.hindsight.api.placements;

import io.hindsight.api.intake.Intake;
import io.hindsight.api.positions.AsOf;
import io.hindsight.api.positions.Positions;
import io.hindsight.api.positions.Reads;
import io.hindsight.api.positions.RecentWrites;
import io.hindsight.api.positions.Writes;
import io.hindsight.api.problem.ApiProblem;
import io.hindsight.api.problem.Named;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.placements.PlacementCommand.ChangePlacement;
import io.hindsight.contracts.placements.PlacementCommand.CreatePlacement;
import io.hindsight.contracts.queries.ViewQuery.FindPlacement;
import io.hindsight.contracts.queries.ViewQuery.FindPlacements;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

@Tag(name = "Placements", description = "Where lists are shown, and by which rules.")
@RestController
@RequestMapping(path = "/v1/placements", produces = MediaType.APPLICATION_JSON_VALUE)
class PlacementsController {
  private final Intake intake;
  private final Writes writes;
  private final Reads reads;
  private final RecentWrites recent;
  private final InstantSource clock;

  PlacementsController(
      Intake intake, Writes writes, Reads reads, RecentWrites recent, InstantSource clock) {
    this.intake = intake;
    this.writes = writes;
    this.reads = reads;
    this.recent = recent;
    this.clock = clock;
  }

  @Operation(summary = "Creates a placement")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              schema = @Schema(implementation = PlacementBody.class)))
  @ResponseStatus(HttpStatus.CREATED)
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<PlacementView.Change> create(HttpServletRequest request) {
    PlacementRecords.Draft draft = intake.one(request, PlacementRecords::parse);
    if (draft.placementId() == null) {
      throw ApiProblem.badParameter(
          "placementId", "placement-id-missing", "placementId is missing.", "Give placementId.");
    }
    PlacementId id = Named.id("placementId", draft.placementId(), PlacementId::new);
    Reply.Done done =
        writes.decide(
            new CreatePlacement(id, draft.settings(id.value()), clock.instant()),
            ApiProblem::inBody);
    recent.rememberForEveryone(done.position());
    return Writes.at(
            ResponseEntity.created(
                UriComponentsBuilder.fromPath("/v1/placements/{id}").encode().build(id.value())),
            done.position())
        .body(change(id, done));
  }

  @Operation(summary = "Changes a placement")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              schema = @Schema(implementation = PlacementBody.class)))
  @ResponseStatus(HttpStatus.ACCEPTED)
  @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<PlacementView.Change> change(
      @PathVariable("id") String path, HttpServletRequest request) {
    PlacementId id = Named.id("id", path, PlacementId::new);
    PlacementRecords.Draft draft = intake.one(request, PlacementRecords::parse);
    Named.requireSame("placementId", draft.placementId(), path);
    Reply.Done done =
        writes.decide(
            new ChangePlacement(id, draft.settings(path), clock.instant()),
            refusal ->
                refusal.code().equals("placement-unknown")
                    ? ApiProblem.of(refusal)
                    : ApiProblem.inBody(refusal));
    recent.rememberForEveryone(done.position());
    return Writes.at(ResponseEntity.accepted(), done.position()).body(change(id, done));
  }

  @Operation(summary = "Shows all placements")
  @GetMapping
  ResponseEntity<PlacementView.All> all(
      @Parameter(description = AsOf.ABOUT) @RequestParam(required = false) @Nullable String asOf,
      @RequestHeader(name = Positions.HEADER, required = false) @Nullable String position) {
    return reads.ask(AsOf.of(asOf), position, null, FindPlacements::new, PlacementView.All::of);
  }

  @Operation(summary = "Shows a placement")
  @GetMapping("/{id}")
  ResponseEntity<PlacementView> get(
      @PathVariable("id") String path,
      @Parameter(description = AsOf.ABOUT) @RequestParam(required = false) @Nullable String asOf,
      @RequestHeader(name = Positions.HEADER, required = false) @Nullable String position) {
    PlacementId id = Named.id("id", path, PlacementId::new);
    return reads.ask(
        AsOf.of(asOf),
        position,
        null,
        atLeast -> new FindPlacement(id, atLeast),
        PlacementView::of);
  }

  private static PlacementView.Change change(PlacementId id, Reply.Done done) {
    return new PlacementView.Change(
        id.value(), done.revision(), done.changed(), done.position().value());
  }
}
