package io.hindsight.api.catalog;

import io.hindsight.api.intake.Intake;
import io.hindsight.api.intake.IntakeAnswer;
import io.hindsight.api.positions.AsOf;
import io.hindsight.api.positions.Positions;
import io.hindsight.api.positions.Reads;
import io.hindsight.api.positions.RecentWrites;
import io.hindsight.api.positions.Writer;
import io.hindsight.api.positions.Writes;
import io.hindsight.api.problem.ApiProblem;
import io.hindsight.api.problem.Named;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.intake.Draft.ItemDraft;
import io.hindsight.contracts.intake.IntakeCommand.DelistItem;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.queries.ViewQuery.FindItem;
import io.hindsight.contracts.queries.ViewQuery.FindItems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Items", description = "The catalog: what can be recommended.")
@RestController
@RequestMapping(path = "/v1/items", produces = MediaType.APPLICATION_JSON_VALUE)
class ItemsController {
  private final Intake intake;
  private final Writes writes;
  private final Reads reads;
  private final RecentWrites recent;

  ItemsController(Intake intake, Writes writes, Reads reads, RecentWrites recent) {
    this.intake = intake;
    this.writes = writes;
    this.reads = reads;
    this.recent = recent;
  }

  @Operation(
      summary = "Lists or revises items",
      description = "One object, an array, or NDJSON. Equal details count as duplicates.")
  @RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(oneOf = {ItemBody.class, ItemBody[].class})),
        @Content(mediaType = Intake.NDJSON, schema = @Schema(implementation = ItemBody.class))
      })
  @ResponseStatus(HttpStatus.ACCEPTED)
  @PostMapping(consumes = {MediaType.APPLICATION_JSON_VALUE, Intake.NDJSON})
  ResponseEntity<IntakeAnswer> list(HttpServletRequest request) {
    return intake.take(request, ItemRecords.LANE);
  }

  @Operation(summary = "Lists or revises one item")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              schema = @Schema(implementation = ItemBody.class)))
  @ResponseStatus(HttpStatus.ACCEPTED)
  @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Intake.Change> put(@PathVariable String id, HttpServletRequest request) {
    ItemId item = Named.id("id", id, ItemId::new);
    ItemDraft draft = intake.one(request, ItemRecords::parse);
    Named.requireSame("itemId", draft.itemId(), item.value());
    ItemDraft named = new ItemDraft(0, item.value(), draft.details());
    return intake.takeOne(named, ItemRecords.LANE).accepted();
  }

  @Operation(summary = "Shows an item", description = "Also a delisted one, marked as such.")
  @GetMapping("/{id}")
  ResponseEntity<ItemView> get(
      @PathVariable String id,
      @Parameter(description = AsOf.ABOUT) @RequestParam(required = false) @Nullable String asOf,
      @RequestHeader(name = Positions.HEADER, required = false) @Nullable String position) {
    ItemId item = Named.id("id", id, ItemId::new);
    return reads.ask(
        AsOf.of(asOf),
        position,
        Writer.of(item),
        atLeast -> new FindItem(item, atLeast),
        ItemView::of);
  }

  @Operation(summary = "Delists an item", description = "It is not recommended any more.")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @DeleteMapping("/{id}")
  ResponseEntity<Intake.Change> delist(@PathVariable String id) {
    ItemId item = Named.id("id", id, ItemId::new);
    Reply.Done done = writes.decide(new DelistItem(item), ApiProblem::of);
    recent.remember(Writer.of(item), done.position());
    return new Intake.Change(done.position().value(), done.changed()).accepted();
  }

  @Operation(summary = "Pages through the items by id")
  @GetMapping
  ResponseEntity<ItemView.Page> page(
      @RequestParam(required = false) @Size(max = 1000) @Nullable String after,
      @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit,
      @Parameter(description = AsOf.ABOUT) @RequestParam(required = false) @Nullable String asOf,
      @RequestHeader(name = Positions.HEADER, required = false) @Nullable String position) {
    return reads.ask(
        AsOf.of(asOf),
        position,
        null,
        atLeast -> new FindItems(after, limit, atLeast),
        ItemView.Page::of);
  }
}
