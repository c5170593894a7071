package io.hindsight.command.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.contracts.catalog.CatalogEvent.ItemListed;
import io.hindsight.contracts.catalog.CatalogEvent.ItemRevised;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.log.UnregisteredEvent;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reads rows that another version of the program has stored. */
@Timeout(60)
class StoredRowsTest {
  private static final String LISTED_IN_REVISION_1 =
      """
      {"itemId":"i-1","details":{"title":"A lamp","category":"home","price":12.50,\
      "currency":"EUR"},"at":"2025-01-01T00:00:00Z"}""";
  private static final String REVISED_IN_REVISION_1 =
      """
      {"itemId":"i-1","details":{"title":"A lamp"},"at":"2025-01-02T00:00:00Z"}""";

  private static final String UNKNOWN =
      "this program does not know catalog.FromTheFuture in revision 1:"
          + " run the version that wrote it, or register it and its upcasters";

  @TempDir private Path directory;
  private Path file;
  private LogStore log;

  @BeforeEach
  void openLog() {
    file = directory.resolve("log.db");
    log =
        LogStore.open(
            new LogSettings.Sqlite(file), MessageRegistry.ofEventsAnd(List.of()), TestEvents.ids());
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void anItemListedBeforeThereWereCategoriesReadsAsToday() throws Exception {
    store("item/i-1", 0, "catalog.ItemListed", "1", LISTED_IN_REVISION_1);
    store("item/i-1", 1, "catalog.ItemRevised", "1", REVISED_IN_REVISION_1);

    List<RecordedEvent> events = new ArrayList<>();
    log.reader().read(LogPosition.START, log.head(), events::add);

    ItemListed listed = (ItemListed) events.getFirst().event();
    assertThat(listed.details().categories()).containsExactly("home");
    assertThat(listed.details().price()).isEqualTo(new BigDecimal("12.50"));
    ItemRevised revised = (ItemRevised) events.getLast().event();
    assertThat(revised.details().categories()).isEmpty();
    assertThat(log.heads().last(List.of("item/i-1")).get("item/i-1").event()).isEqualTo(revised);
    assertThat(log.eventStore().readEvents("item/i-1").next().getPayload()).isEqualTo(listed);
    assertThat(RawRows.payload(file, "item/i-1", 0)).isEqualTo(LISTED_IN_REVISION_1);
  }

  @Test
  void theReaderOfRangesStopsAtAnUnknownName() throws Exception {
    store("item/i-1", 0, "catalog.FromTheFuture", "1", "{}");

    assertThatThrownBy(() -> log.reader().read(LogPosition.START, log.head(), event -> {}))
        .hasRootCauseMessage(UNKNOWN);
    assertThatThrownBy(
            () ->
                log.reader()
                    .read(LogPosition.START, log.head(), Set.of(ItemListed.class), event -> {}))
        .hasRootCauseMessage(UNKNOWN);
  }

  @Test
  void anUnknownNameStopsItsProcessorVisiblyAndNoOther() throws Exception {
    AtomicInteger careful = new AtomicInteger();
    AtomicInteger other = new AtomicInteger();
    TrackingEventProcessor strict = processor("strict", event -> careful.incrementAndGet());
    TrackingEventProcessor tolerant =
        processor(
            "tolerant",
            event -> {
              if (event.getPayloadType() != UnregisteredEvent.class) {
                event.getPayload();
                other.incrementAndGet();
              }
              return null;
            });
    strict.start();
    tolerant.start();
    log.eventStore().publish(TestEvents.recorded("before"));
    await(() -> careful.get() == 1 && other.get() == 1);

    store("item/i-1", 0, "catalog.FromTheFuture", "1", "{}");
    log.eventStore().publish(TestEvents.recorded("after"));

    await(() -> other.get() == 2);
    await(
        () ->
            strict.processingStatus().values().stream().anyMatch(status -> status.isErrorState()));
    assertThat(careful).hasValue(1);
    assertThat(tolerant.processingStatus().values()).noneMatch(status -> status.isErrorState());
    strict.shutDown();
    tolerant.shutDown();
  }

  /** Its handler accepts every type and asks for the payload, as all of ours do. */
  private TrackingEventProcessor processor(String name, EventMessageHandler handler) {
    EventMessageHandler asking =
        new EventMessageHandler() {
          @Override
          public Object handle(EventMessage<?> event) throws Exception {
            if (name.equals("strict")) {
              event.getPayload();
            }
            return handler.handle(event);
          }

          @Override
          public boolean canHandleType(Class<?> payloadType) {
            return true;
          }
        };
    return TrackingEventProcessor.builder()
        .name(name)
        .messageSource(log.eventStore())
        .tokenStore(new InMemoryTokenStore())
        .transactionManager(NoTransactionManager.instance())
        .trackingEventProcessorConfiguration(
            TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                .andInitialTrackingToken(StreamableMessageSource::createTailToken)
                .andEventAvailabilityTimeout(20, TimeUnit.MILLISECONDS))
        .eventHandlerInvoker(
            SimpleEventHandlerInvoker.builder()
                .eventHandlers(asking)
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .build())
        .build();
  }

  private void store(String stream, long sequence, String type, String revision, String json)
      throws Exception {
    RawRows.insert(file, stream, sequence, type, revision, json);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
