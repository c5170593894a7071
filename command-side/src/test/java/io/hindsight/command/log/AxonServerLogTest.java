package io.hindsight.command.log;

import static io.hindsight.command.log.TestEvents.delisted;
import static io.hindsight.command.log.TestEvents.interactions;
import static io.hindsight.command.log.TestEvents.recorded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.log.Stream;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** On a real Axon Server, where one is named. */
@ExtendWith(TestAxonServer.class)
class AxonServerLogTest extends ServerLogContract {
  @Override
  LogSettings freshSettings() throws Exception {
    return TestAxonServer.fresh();
  }

  @Test
  void positionsBeginAtOneBehindTheLogsIdentity() {
    log.eventStore().publish(List.of(recorded("a"), recorded("b")));

    assertThat(replay()).extracting(event -> event.position().value()).containsExactly(1L, 2L);
  }

  @Test
  void moreThanOneTransactionTakesKeepsItsOrder() {
    log.eventStore().publish(interactions("a", 0, 20_050));

    List<String> stored = names(replay());
    assertThat(stored).hasSize(20_050);
    assertThat(stored.get(20_001)).isEqualTo("interaction/a-20001");
  }

  @Test
  void streamsAreFoundAlsoWhereSomebodyElseWroteThem() {
    log.eventStore().publish(interactions("a", 0, 1_500));
    log.eventStore().publish(delisted("x", 0));
    try (AxonServerClient other = new AxonServerClient((LogSettings.AxonServer) settings)) {
      other.ask(channel -> channel.appendEvents(foreign("item/x", 1, delisted("x", 1))));
    }
    log.eventStore().publish(delisted("x", 2));

    Stream stream = Stream.of(new ItemId("x"));
    assertThat(log.reader().latest(stream, new LogPosition(1_502)))
        .get()
        .extracting(event -> event.position().value(), RecordedEvent::sequence)
        .containsExactly(1_502L, 1L);
    List<RecordedEvent> all = new ArrayList<>();
    log.reader().readStream(stream, log.head(), all::add);
    assertThat(all)
        .extracting(event -> event.position().value())
        .containsExactly(1_501L, 1_502L, 1_503L);
    assertThat(all.get(1).metadata()).isEmpty();
  }

  /** Else whoever looks for its place reads the log from its beginning. */
  @Test
  void anEventKnowsWhereAboutItStandsThoughNobodyAskedForTheHead() throws Exception {
    log.eventStore().publish(interactions("a", 0, 1_500));
    log.eventStore().publish(delisted("x", 0));
    try (AxonServerClient other = new AxonServerClient((LogSettings.AxonServer) settings)) {
      Event stored = other.channel().openAggregateStream("item/x").next();
      assertThat(AxonServerEvents.after(stored)).isEqualTo(1_500);
    }
  }

  @Test
  void aContextThatHoldsSomethingElseIsRefused() throws Exception {
    log.close();
    settings = freshSettings();
    try (AxonServerClient other = new AxonServerClient((LogSettings.AxonServer) settings)) {
      other.ask(channel -> channel.appendEvents(foreign("order-1", 0, delisted("x", 0))));
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(LogRefused.class)
        .hasMessageContaining("give the log a context of its own");
    settings = freshSettings();
    log = open();
  }

  /** As another program would store it. */
  private static Event foreign(String stream, long sequence, DomainEventMessage<?> event) {
    HindsightSerializer serializer =
        new HindsightSerializer(MessageRegistry.ofEventsAnd(List.of()));
    var payload = event.serializePayload(serializer, byte[].class);
    return Event.newBuilder()
        .setMessageIdentifier(event.getIdentifier())
        .setAggregateIdentifier(stream)
        .setAggregateSequenceNumber(sequence)
        .setAggregateType("item")
        .setTimestamp(event.getTimestamp().toEpochMilli())
        .setPayload(
            SerializedObject.newBuilder()
                .setType(payload.getType().getName())
                .setRevision(payload.getType().getRevision())
                .setData(ByteString.copyFrom(payload.getData())))
        .build();
  }
}
