package io.hindsight.command.intake;

import io.hindsight.command.intake.PendingAppend.Facts;
import io.hindsight.command.intake.PendingAppend.Prepared;
import io.hindsight.command.intake.PendingAppend.Receipt;
import io.hindsight.command.log.ReceiptsMessage;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.log.Fact.Expectation;
import io.hindsight.contracts.log.FactLog.Appended;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.serving.ListTraces;
import io.hindsight.contracts.serving.ServingEvent.RecommendationServed;
import io.hindsight.contracts.time.Ids;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the receipts of a commit into as few events as may be, before anything of it is tried:
 * however often an append has to be tried again, a list has one id and one receipt.
 */
final class ReceiptEvents {
  /** Whoever reads one receipt reads its event whole, and readers hold hundreds of events. */
  static final int BYTES_AN_EVENT = 32 << 10;

  private final int most;
  private final Ids ids;
  private final AtomicLong kept = new AtomicLong();

  /**
   * @param most how many receipts an event holds
   */
  ReceiptEvents(int most, Ids ids) {
    this.most = most;
    this.ids = ids;
  }

  /** How many receipts are in the log since the start. */
  long kept() {
    return kept.get();
  }

  /** The same calls, those for receipts together. */
  List<Facts> gather(List<PendingAppend> calls) {
    List<Facts> gathered = new ArrayList<>(calls.size());
    List<Receipt> open = new ArrayList<>();
    long bytes = 0;
    for (PendingAppend call : calls) {
      switch (call) {
        case Facts facts -> gathered.add(facts);
        case Receipt receipt -> {
          if (open.size() == most
              || (!open.isEmpty() && bytes + receipt.bytes() > BYTES_AN_EVENT)) {
            gathered.add(together(open));
            open = new ArrayList<>();
            bytes = 0;
          }
          open.add(receipt);
          bytes += receipt.bytes();
        }
      }
    }
    if (!open.isEmpty()) {
      gathered.add(together(open));
    }
    return gathered;
  }

  private Facts together(List<Receipt> receipts) {
    RecommendationId id = new RecommendationId(ids.next());
    RecommendationServed event =
        new RecommendationServed(id, receipts.stream().map(Receipt::list).toList());
    List<byte[]> pieces = receipts.stream().map(Receipt::json).toList();
    ReceiptsMessage message = new ReceiptsMessage(ids.next(), event, metadata(receipts), pieces);
    CompletableFuture<Appended> appended = new CompletableFuture<>();
    var unused = appended.whenComplete((done, failure) -> answer(receipts, id, failure));
    return new Facts(
        List.of(new Prepared(Stream.of(id), Expectation.NEW_STREAM, message)),
        receipts.stream().mapToLong(Receipt::bytes).sum(),
        Span.getInvalid(),
        appended);
  }

  /**
   * That the log has the event already, it learns when it tries again what it believed to have
   * failed: the id was drawn for this event alone.
   */
  private void answer(List<Receipt> receipts, RecommendationId id, @Nullable Throwable failure) {
    if (failure == null) {
      kept.addAndGet(receipts.size());
    }
    for (int place = 0; place < receipts.size(); place++) {
      Receipt receipt = receipts.get(place);
      if (failure == null) {
        receipt.future().complete(id.at(place));
        receipt.span().setAttribute("event.receipts", receipts.size());
        receipt.span().end();
      } else {
        receipt.future().completeExceptionally(failure);
        receipt.span().setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
        receipt.span().end();
      }
    }
  }

  private static Map<String, String> metadata(List<Receipt> receipts) {
    List<@Nullable String> each = new ArrayList<>();
    receipts.forEach(receipt -> each.add(receipt.traceId()));
    String traces = ListTraces.join(each);
    return traces == null ? Map.of() : Map.of("traceId", traces);
  }
}
