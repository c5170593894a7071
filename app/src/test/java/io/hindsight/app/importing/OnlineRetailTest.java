package io.hindsight.app.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.importing.Part.Target;
import io.hindsight.app.support.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnlineRetailTest {
  private static final String HEADER =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

  @TempDir Path directory;
  private ImporterFixture fixture;

  @BeforeEach
  void begin() {
    fixture = new ImporterFixture(directory.resolve("states"));
  }

  @AfterEach
  void end() {
    fixture.close();
  }

  private ImportReport bring(String... lines) throws Exception {
    Path file = directory.resolve("retail.csv");
    Files.writeString(file, HEADER + String.join("\n", lines) + "\n");
    return fixture.run(OnlineRetail.open(file), 3);
  }

  @Test
  void aLineOfAnInvoiceIsAPurchaseInTheShopsTimeAndMarketplace() throws Exception {
    bring(
        "536365,85123a,WHITE HOLDER,6,2011-07-01 08:26:00,2.55,17850.0,United Kingdom",
        "536366,85123A,WHITE HOLDER,1,2011-12-01 08:26:00,2.95,17851.0,Unspecified",
        "536367,85123A,\"HOLDER, OLD\",1,2011-12-01 08:27:00,0,17851.0,France");
    assertThat(fixture.server.interactions().getFirst().toString())
        .isEqualTo(
            """
            {"interactionId":"online-retail-536365-2","userId":"17850","itemId":"85123A",\
            "type":"purchase","timestamp":"2011-07-01T07:26:00Z","quantity":6,"unitPrice":2.55,\
            "currency":"GBP","context":{"marketplaceId":"United Kingdom"}}""");
    assertThat(fixture.server.interactions().get(1).has("context")).isFalse();
    assertThat(fixture.server.items().get("85123A").toString())
        .as("called as most often, and as dear as it was last")
        .isEqualTo(
            """
            {"itemId":"85123A","title":"WHITE HOLDER","price":2.95,"currency":"GBP"}""");
  }

  @Test
  void aCancellationTakesBackTheNewestPurchaseOfAsMany() throws Exception {
    ImportReport report =
        bring(
            "1,10001,CUP,6,2011-01-01 08:00:00,1,7,France",
            "2,10001,CUP,6,2011-01-02 08:00:00,1,7,France",
            "3,10001,CUP,2,2011-01-03 08:00:00,1,7,France",
            "C4,10001,CUP,-6,2011-01-04 08:00:00,1,7,France",
            "C5,10001,CUP,-1,2011-01-05 08:00:00,1,7,France",
            "C6,10001,CUP,-6,2011-01-06 08:00:00,1,8,France",
            "7,10001,CUP,6,2011-01-07 08:00:00,1,7,France");
    assertThat(fixture.server.retracted()).containsExactly("online-retail-2-3");
    Counts retractions = report.counts().get(Target.RETRACTIONS);
    assertThat(retractions.read()).isEqualTo(3);
    assertThat(retractions.stored()).isEqualTo(1);
    assertThat(retractions.rejected()).containsEntry("purchase-unknown", 2L);
    assertThat(report.counts().get(Target.INTERACTIONS).stored()).isEqualTo(4);
    assertThat(fixture.shown())
        .as("who waits sees each part end")
        .contains("interactions: 4 of 4 (100 %)", "retractions: 3 of 3 (100 %)");
  }

  @Test
  void whatIsNobodysOrNoArticleIsLeftOutAndSaid() throws Exception {
    ImportReport report =
        bring(
            "1,10001,CUP,6,2011-01-01 08:00:00,1,,France",
            "2,POST,POSTAGE,1,2011-01-01 08:00:00,18,7,France",
            "3,10001,damaged,-9,2011-01-01 08:00:00,0,7,France",
            "4,10001,CUP,many,2011-01-01 08:00:00,1,7,France",
            "5,10001,CUP,1,yesterday,1,7,France",
            "6,10001,CUP",
            "7,10001,CUP,1,2011-01-01 08:00:00,1,7,France");
    assertThat(report.counts().get(Target.INTERACTIONS).stored()).isEqualTo(1);
    assertThat(report.counts().get(Target.INTERACTIONS).rejected())
        .containsOnlyKeys(
            "no-customer",
            "no-article",
            "no-purchase",
            "number-unreadable",
            "timestamp-unreadable",
            "columns");
  }

  @Test
  void aSecondTimeNothingIsStoredTwice() throws Exception {
    String[] lines = {
      "1,10001,CUP,6,2011-01-01 08:00:00,1,7,France",
      "C4,10001,CUP,-6,2011-01-04 08:00:00,1,7,France"
    };
    bring(lines);
    ImportReport again = bring(lines);
    assertThat(again.counts().get(Target.INTERACTIONS).stored()).isZero();
    assertThat(again.counts().get(Target.RETRACTIONS).stored()).isZero();
    assertThat(again.counts().get(Target.RETRACTIONS).duplicates()).isEqualTo(1);
  }

  @Test
  void anotherFileIsRefusedWithWhatItLacks() throws Exception {
    Path file = directory.resolve("other.csv");
    Files.writeString(file, "user,item\n1,2\n");
    assertThatThrownBy(() -> OnlineRetail.open(file))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("its columns are user, item");
    assertThatThrownBy(() -> OnlineRetail.open(Files.createDirectory(directory.resolve("none"))))
        .hasMessageContaining("0 csv files");
  }

  @Test
  void theWholeYearArrives() throws Exception {
    Path data = SharedData.require("online-retail");
    ImportReport report = fixture.run(OnlineRetail.open(data), 5_000);
    Counts purchases = report.counts().get(Target.INTERACTIONS);
    Counts retractions = report.counts().get(Target.RETRACTIONS);
    assertThat(purchases.read() + retractions.read()).isGreaterThan(530_000);
    assertThat(purchases.stored()).isGreaterThan(390_000);
    assertThat(purchases.rejected().keySet())
        .as("what is written off names no customer")
        .containsExactlyInAnyOrder("no-customer", "no-article");
    assertThat(retractions.stored()).isGreaterThan(2_000);
    assertThat(retractions.stored() + retractions.rejectedInAll()).isEqualTo(retractions.read());
    assertThat(report.counts().get(Target.ITEMS).stored()).isGreaterThan(3_000);
    System.out.printf(
        "online retail: %d purchases, %d of %d cancellations matched%n",
        purchases.stored(), retractions.stored(), retractions.read());
  }
}
