package io.hindsight.command.intake;

import static io.hindsight.command.intake.IntakeHarness.NOW;
import static io.hindsight.command.intake.IntakeHarness.item;
import static io.hindsight.command.intake.IntakeHarness.profile;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.catalog.CatalogEvent;
import io.hindsight.contracts.catalog.CatalogEvent.ItemDelisted;
import io.hindsight.contracts.catalog.CatalogEvent.ItemListed;
import io.hindsight.contracts.catalog.CatalogEvent.ItemRevised;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.intake.Draft.ItemDraft;
import io.hindsight.contracts.intake.IntakeCommand.DelistItem;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.profiles.ProfileEvent;
import io.hindsight.contracts.profiles.ProfileEvent.ProfileCreated;
import io.hindsight.contracts.profiles.ProfileEvent.ProfileRevised;
import io.hindsight.contracts.quality.QualityEvent.RecordsRejected;
import io.hindsight.contracts.subjects.Disclosed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogAndProfileIntakeTest {
  @TempDir Path directory;
  private IntakeHarness intake;

  @BeforeEach
  void open() {
    intake = new IntakeHarness(directory);
  }

  @AfterEach
  void close() {
    intake.close();
  }

  private List<String> catalog() {
    return intake.events(CatalogEvent.class).stream()
        .map(event -> event.getClass().getSimpleName())
        .toList();
  }

  private Reply delist(String id) {
    return intake.items.handle(new DelistItem(new ItemId(id)));
  }

  @Test
  void newItemIsListedChangedOneRevisedEqualOneADuplicate() {
    assertThat(intake.list(item(0, "i1", "Shoe", "9.50")).accepted()).isEqualTo(1);
    assertThat(intake.list(item(0, "i1", "Shoe", "9.5")).duplicates()).isEqualTo(1);
    assertThat(intake.list(item(0, "i1", "Boot", "9.5")).accepted()).isEqualTo(1);
    assertThat(catalog()).containsExactly("ItemListed", "ItemRevised");
    assertThat(intake.events(ItemRevised.class).getFirst().details().title()).isEqualTo("Boot");
  }

  @Test
  void itemTwiceInOneCommandIsListedAndThenRevised() {
    IntakeReceipt receipt =
        intake.list(
            item(0, "i1", "Shoe", "1"), item(1, "i1", "Boot", "1"), item(2, "i1", "Boot", "1"));
    assertThat(receipt.accepted()).isEqualTo(2);
    assertThat(receipt.duplicates()).isEqualTo(1);
    assertThat(receipt.ids()).containsExactly("i1", "i1", "i1");
    assertThat(catalog()).containsExactly("ItemListed", "ItemRevised");
  }

  @Test
  void delistedItemIsListedAnew() {
    intake.list(item(0, "i1", "Shoe", "1"));
    assertThat(delist("i1")).isEqualTo(new Reply.Done(intake.store.head(), 0, true));
    assertThat(delist("i1")).isEqualTo(new Reply.Done(intake.store.head(), 0, false));
    assertThat(intake.list(item(0, "i1", "Shoe", "1")).accepted()).isEqualTo(1);
    assertThat(catalog()).containsExactly("ItemListed", "ItemDelisted", "ItemListed");
    assertThat(intake.events(ItemListed.class)).hasSize(2);
    assertThat(intake.events(ItemDelisted.class).getFirst().at()).isEqualTo(NOW);
  }

  @Test
  void unknownItemCannotBeDelisted() {
    assertThat(((Reply.Refused) delist("nope")).refusal().code()).isEqualTo("item-unknown");
  }

  @Test
  void goodItemsAreListedBesideBadOnes() {
    IntakeReceipt receipt = intake.list(item(0, "i1", "Shoe", "1"), item(1, "i2", "", "1"));
    assertThat(receipt.accepted()).isEqualTo(1);
    assertThat(receipt.rejected().getFirst().refusal().code()).isEqualTo("title-missing");
    assertThat(intake.events(RecordsRejected.class).getFirst().kind()).isEqualTo("items");
  }

  @Test
  void concurrentRevisionsLeaveOneListingAndAnUnbrokenStream() throws Exception {
    List<Callable<IntakeReceipt>> calls = new ArrayList<>();
    for (int caller = 0; caller < 8; caller++) {
      String title = "Title " + caller;
      ItemDraft[] drafts = new ItemDraft[20];
      for (int i = 0; i < drafts.length; i++) {
        drafts[i] = item(i, "i" + i % 10, title + "-" + i, "1");
      }
      calls.add(() -> intake.list(drafts));
    }
    int accepted = 0;
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (Future<IntakeReceipt> receipt : threads.invokeAll(calls)) {
        accepted += receipt.get().accepted();
      }
    }
    assertThat(accepted).isEqualTo(160);
    assertThat(intake.events(ItemListed.class)).hasSize(10);
    assertThat(intake.events(ItemRevised.class)).hasSize(150);
  }

  @Test
  void profileIsCreatedRevisedAndRecognizedAlthoughItIsSealed() {
    assertThat(intake.tell(profile(0, "anna", "Anna")).accepted()).isEqualTo(1);
    IntakeReceipt same = intake.tell(profile(0, "anna", "Anna"));
    assertThat(same.duplicates()).isEqualTo(1);
    assertThat(same.ids()).containsExactly("anna");
    assertThat(intake.tell(profile(0, "anna", "Anne")).accepted()).isEqualTo(1);
    ProfileCreated created = intake.events(ProfileCreated.class).getFirst();
    assertThat(intake.events(ProfileEvent.class)).hasSize(2);
    assertThat(created.subjectId()).isEqualTo(intake.keys.find(new UserId("anna")).orElseThrow());
    assertThat(intake.keys.open(created.details().name())).isEqualTo(new Disclosed.Clear("Anna"));
    assertThat(intake.keys.open(created.details().attributes()))
        .isEqualTo(new Disclosed.Clear("{\"town\":\"Graz\"}"));
    assertThat(intake.keys.open(intake.events(ProfileRevised.class).getFirst().details().email()))
        .isEqualTo(new Disclosed.Clear("Anne@mail.example"));
  }

  @Test
  void profileAfterAnErasureIsANewPersons() {
    intake.tell(profile(0, "anna", "Anna"));
    intake.keys.destroy(intake.keys.find(new UserId("anna")).orElseThrow());
    intake.tell(profile(0, "anna", "Anna"));
    List<ProfileCreated> created = intake.events(ProfileCreated.class);
    assertThat(created).hasSize(2);
    assertThat(created.get(0).subjectId()).isNotEqualTo(created.get(1).subjectId());
    assertThat(intake.keys.open(created.get(0).details().name())).isEqualTo(new Disclosed.Erased());
  }
}
