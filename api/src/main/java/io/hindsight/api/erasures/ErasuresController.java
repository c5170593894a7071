package io.hindsight.api.erasures;

import io.hindsight.api.positions.AsOf;
import io.hindsight.api.positions.Positions;
import io.hindsight.api.positions.Reads;
import io.hindsight.api.positions.RecentWrites;
import io.hindsight.api.positions.Writes;
import io.hindsight.api.problem.ApiProblem;
import io.hindsight.api.problem.Named;
import io.hindsight.contracts.erasure.ErasureOrder.EraseUser;
import io.hindsight.contracts.erasure.ErasureReply;
import io.hindsight.contracts.ids.ErasureId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.queries.ViewQuery.FindErasure;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

@Tag(name = "Erasures", description = "The right to be forgotten.")
@RestController
@RequestMapping(path = "/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class ErasuresController {
  private final Writes writes;
  private final Reads reads;
  private final RecentWrites recent;

  ErasuresController(Writes writes, Reads reads, RecentWrites recent) {
    this.writes = writes;
    this.reads = reads;
    this.recent = recent;
  }

  @Operation(
      summary = "Erases a person",
      description =
          "Begins it; the status tells how far it has come. Asked again, the same erasure is"
              + " answered.")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @DeleteMapping("/users/{id}")
  ResponseEntity<ErasureView.Requested> erase(@PathVariable String id) {
    UserId user = Named.id("id", id, UserId::new);
    return switch (writes.await(writes.<ErasureReply>start(new EraseUser(user)))) {
      case ErasureReply.Accepted accepted -> {
        URI status =
            UriComponentsBuilder.fromPath("/v1/erasures/{id}")
                .encode()
                .build(accepted.erasureId().value());
        recent.rememberForEveryone(accepted.position());
        yield Writes.at(ResponseEntity.accepted().location(status), accepted.position())
            .body(
                new ErasureView.Requested(
                    accepted.erasureId().value(),
                    status.toString(),
                    accepted.changed(),
                    accepted.position().value()));
      }
      case ErasureReply.Refused refused -> throw ApiProblem.of(refused.refusal());
    };
  }

  @Operation(summary = "Shows how far an erasure has come, and its signed receipt")
  @GetMapping("/erasures/{id}")
  ResponseEntity<ErasureView> get(
      @PathVariable String id,
      @Parameter(description = AsOf.ABOUT) @RequestParam(required = false) @Nullable String asOf,
      @RequestHeader(name = Positions.HEADER, required = false) @Nullable String position) {
    ErasureId erasure = Named.id("id", id, ErasureId::new);
    return reads.ask(
        AsOf.of(asOf),
        position,
        null,
        atLeast -> new FindErasure(erasure, atLeast),
        ErasureView::of);
  }
}
