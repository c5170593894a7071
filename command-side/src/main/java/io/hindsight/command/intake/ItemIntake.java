package io.hindsight.command.intake;

import io.hindsight.command.log.StreamHeads;
import io.hindsight.command.log.StreamHeads.Head;
import io.hindsight.contracts.catalog.CatalogEvent;
import io.hindsight.contracts.catalog.CatalogEvent.ItemDelisted;
import io.hindsight.contracts.catalog.CatalogEvent.ItemListed;
import io.hindsight.contracts.catalog.CatalogEvent.ItemRevised;
import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.intake.IntakeCommand.DelistItem;
import io.hindsight.contracts.intake.IntakeCommand.ListItems;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.Fact.Expectation;
import io.hindsight.contracts.log.FactLog;
import io.hindsight.contracts.log.FactLog.Appended;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.contracts.log.Stream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;

/** Takes in the catalog. */
public final class ItemIntake {
  private static final int ATTEMPTS = 20;

  private final IntakeLog log;
  private final StreamHeads heads;
  private final KnownStreams known;
  private final InstantSource clock;

  public ItemIntake(FactLog log, StreamHeads heads, KnownStreams known, InstantSource clock) {
    this.log = new IntakeLog(log);
    this.heads = heads;
    this.known = known;
    this.clock = clock;
  }

  @CommandHandler
  public IntakeReceipt handle(ListItems command) {
    Instant now = clock.instant();
    Map<String, String> metadata = IntakeLog.metadata(command.requestId());
    Rejections<Item> sorted =
        Rejections.sort(command.drafts(), command.malformed(), ItemRules::judge);
    Revisions.Outcome outcome =
        new Revisions<>(log, heads, new ItemStreams(now))
            .bring(
                sorted.fit(),
                sorted.account(command.requestId(), "items", now, metadata),
                metadata);
    List<String> ids = new ArrayList<>(sorted.fit().size());
    for (Item item : sorted.fit()) {
      ids.add(item.id().value());
      known.began(Stream.of(item.id()).name());
    }
    return new IntakeReceipt(
        outcome.accepted(),
        outcome.duplicates(),
        0,
        0,
        0,
        sorted.rejected(),
        ids,
        outcome.position());
  }

  @CommandHandler
  public Reply handle(DelistItem command) {
    Stream stream = Stream.of(command.itemId());
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Head last = heads.last(List.of(stream.name())).get(stream.name());
      if (last == null) {
        return Reply.refused("item-unknown", "no such item was ever listed", "check the item's id");
      }
      if (last.event() instanceof ItemDelisted) {
        return new Reply.Done(log.head(), 0, false);
      }
      Fact fact =
          new Fact(
              stream,
              Expectation.headIs(last.sequence()),
              new ItemDelisted(command.itemId(), clock.instant()),
              IntakeLog.metadata(null));
      Appended appended = log.append(List.of(fact));
      if (appended.refused().isEmpty()) {
        return new Reply.Done(appended.position(), 0, true);
      }
    }
    throw new LogUnavailable("others keep changing the same item", null);
  }

  private record ItemStreams(Instant now) implements Revisions.Rules<Item, ItemDetails> {
    @Override
    public Stream stream(Item item) {
      return Stream.of(item.id());
    }

    /** Older events may hold the same details in another form. */
    @Override
    public @Nullable ItemDetails read(Object lastEvent) {
      return switch ((CatalogEvent) lastEvent) {
        case ItemListed listed -> ItemRules.plain(listed.details());
        case ItemRevised revised -> ItemRules.plain(revised.details());
        case ItemDelisted delisted -> null;
      };
    }

    @Override
    public ItemDetails wanted(Item item) {
      return item.details();
    }

    @Override
    public CatalogEvent event(Item item, @Nullable ItemDetails before) {
      ItemId id = item.id();
      return before == null
          ? new ItemListed(id, item.details(), now)
          : new ItemRevised(id, item.details(), now);
    }
  }
}
