package io.hindsight.command.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.contracts.catalog.CatalogEvent.ItemDelisted;
import io.hindsight.contracts.catalog.CatalogEvent.ItemListed;
import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.log.MessageType;
import io.hindsight.contracts.log.UnregisteredEvent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.saga.SagaScopeDescriptor;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HindsightSerializerTest {
  /** What a record looked like after a field was added to it. */
  record Grown(String name, int count, boolean flag, List<String> tags) {}

  /** Has no getters and no constructor arguments, as sagas have. */
  static final class Diary {
    private String owner = "";
    private int step;
    private Instant due = Instant.EPOCH;
    private transient Object gateway = new Object();
  }

  private final HindsightSerializer serializer =
      new HindsightSerializer(
          MessageRegistry.ofEventsAnd(
              List.of(
                  new MessageType("test.Grown", 1, Grown.class),
                  new MessageType("saga.Diary", 1, Diary.class))));

  @Test
  void eventsAreStoredUnderTheirNameAndRevision() {
    var stored =
        serializer.serialize(
            new ItemDelisted(new ItemId("i-1"), Instant.parse("2026-01-02T03:04:05.678Z")),
            byte[].class);

    assertThat(stored.getType()).isEqualTo(new SimpleSerializedType("catalog.ItemDelisted", "1"));
    assertThat(text(stored)).isEqualTo("{\"itemId\":\"i-1\",\"at\":\"2026-01-02T03:04:05.678Z\"}");
    assertThat(serializer.<byte[], Object>deserialize(stored)).isInstanceOf(ItemDelisted.class);
  }

  @Test
  void pricesKeepTheirDigitsAndAbsentFieldsAreLeftOut() {
    ItemListed listed = listedAt(new BigDecimal("1E+3"));

    String json = text(serializer.serialize(listed, byte[].class));
    assertThat(json).contains("\"price\":1000").doesNotContain("null").doesNotContain("brand");
    ItemListed cheap = listedAt(new BigDecimal("12.50"));
    assertThat(
            serializer.<byte[], ItemListed>deserialize(serializer.serialize(cheap, byte[].class)))
        .isEqualTo(cheap);
  }

  @Test
  void anUnknownNameIsNotPassedOver() {
    assertThat(serializer.classForType(new SimpleSerializedType("catalog.NoSuch", "1")))
        .isEqualTo(UnregisteredEvent.class);
    assertThatThrownBy(() -> serializer.deserialize(stored("{}", "catalog.NoSuch", "1")))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("catalog.NoSuch");
  }

  @Test
  void aRevisionThatNobodyBroughtUpToDateIsUnknownToo() {
    for (String revision : List.of("1", "3")) {
      assertThat(serializer.classForType(new SimpleSerializedType("catalog.ItemListed", revision)))
          .isEqualTo(UnregisteredEvent.class);
      assertThatThrownBy(() -> serializer.deserialize(stored("{}", "catalog.ItemListed", revision)))
          .hasMessageContaining("revision " + revision);
    }
  }

  @Test
  void whatHasNoNameIsNotStored() {
    record Nameless(String text) {}
    assertThatThrownBy(() -> serializer.serialize(new Nameless("x"), byte[].class))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("no registered name");
  }

  @Test
  void twoTypesCannotShareAName() {
    assertThatThrownBy(
            () ->
                MessageRegistry.of(
                    List.of(
                        new MessageType("test.Grown", 1, Grown.class),
                        new MessageType("test.Grown", 2, Diary.class))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anAddedPrimitiveReadsAsItsDefault() {
    Grown old = serializer.deserialize(stored("{\"name\":\"a\"}", "test.Grown", "1"));
    assertThat(old).isEqualTo(new Grown("a", 0, false, null));
    Grown newer =
        serializer.deserialize(stored("{\"name\":\"a\",\"later\":{}}", "test.Grown", "1"));
    assertThat(newer.name()).isEqualTo("a");
  }

  @Test
  void aSagaWithPrivateFieldsSurvives() {
    Diary diary = new Diary();
    diary.owner = "alice";
    diary.step = 3;
    diary.due = Instant.parse("2026-05-06T07:08:09Z");

    Diary back = serializer.deserialize(serializer.serialize(diary, byte[].class));

    assertThat(back).usingRecursiveComparison().ignoringFields("gateway").isEqualTo(diary);
    assertThat(text(serializer.serialize(diary, byte[].class))).doesNotContain("gateway");
  }

  static List<TrackingToken> tokens() {
    TrackingToken gaps = GapAwareTrackingToken.newInstance(10, Set.of(7L));
    TrackingToken plain = GapAwareTrackingToken.newInstance(3, Set.of());
    return List.of(
        gaps,
        plain,
        new GlobalSequenceTrackingToken(5),
        ReplayToken.createReplayToken(gaps),
        ReplayToken.createReplayToken(gaps, plain));
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void tokensComeBack(TrackingToken token) {
    assertThat(serializer.<byte[], Object>deserialize(serializer.serialize(token, byte[].class)))
        .isEqualTo(token);
  }

  @Test
  void metadataAndSagaScopesComeBack() {
    MetaData metadata = MetaData.from(Map.of("traceId", "4bf9"));
    assertThat(serializer.<byte[], Object>deserialize(serializer.serialize(metadata, byte[].class)))
        .isEqualTo(metadata);
    SagaScopeDescriptor scope = new SagaScopeDescriptor("TrainingSaga", "saga-1");
    assertThat(serializer.<byte[], Object>deserialize(serializer.serialize(scope, byte[].class)))
        .isEqualTo(scope);
  }

  private static ItemListed listedAt(BigDecimal price) {
    return new ItemListed(
        new ItemId("i-1"),
        new ItemDetails(
            "A lamp",
            null,
            List.of("home"),
            null,
            null,
            price,
            "EUR",
            List.of(),
            Map.of(),
            null,
            null),
        Instant.EPOCH);
  }

  private static SerializedObject<byte[]> stored(String json, String name, String revision) {
    return new SimpleSerializedObject<>(
        json.getBytes(StandardCharsets.UTF_8), byte[].class, name, revision);
  }

  private static String text(SerializedObject<byte[]> stored) {
    return new String(stored.getData(), StandardCharsets.UTF_8);
  }
}
