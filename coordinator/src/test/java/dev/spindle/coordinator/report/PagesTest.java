package dev.spindle.coordinator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run shows in a browser. */
class PagesTest {
    private static Browser browser;

    @BeforeAll
    static void startBrowser() throws Exception {
        browser = Browser.start();
    }

    @AfterAll
    static void closeBrowser() throws Exception {
        browser.close();
    }

    @Test
    void aReportIsReadFromItsFileAlone(@TempDir Path folder) throws Exception {
        Path file = Files.write(
                folder.resolve("report.html"),
                new ReportPageTest().hostilePage().getBytes(StandardCharsets.UTF_8));

        browser.view(390, 800, true);
        browser.open(file.toUri().toString());

        assertThat(browser.requests()).containsExactly(file.toUri().toString());
        assertThat(browser.problems()).isEmpty();
        assertThat(browser.text("h1")).startsWith("</script></title><img src=x");
        assertThat(browser.evaluate("document.querySelectorAll('script, img').length")
                        .asInt())
                .isZero();
        assertThat(browser.evaluate("document.documentElement.scrollWidth <= innerWidth")
                        .asBoolean())
                .as("a phone shows it without scrolling sideways")
                .isTrue();
    }

    @Test
    void aBrokenPageIsSeenToBe(@TempDir Path folder) throws Exception {
        Path page = Files.writeString(
                folder.resolve("page.html"),
                "<h1>Here</h1><script>console.error('bad'); throw new Error('worse')</script>");

        browser.open(page.toUri().toString());

        assertThat(browser.text("h1")).isEqualTo("Here");
        browser.until("true");
        assertThat(browser.problems()).hasSize(2);
        assertThat(browser.requests()).containsExactly(page.toUri().toString());
    }

    @Test
    void aRunIsSeenAndSteered() throws Exception {
        try (ShownPool run = new ShownPool(0, 0)) {
            showsARun(run);
            cancelsAndDrains(run);
            hearsOfTheEnd(run);
        }
        losesTheRun();
    }

    private static void showsARun(ShownPool run) throws Exception {
        for (int i = 1; i <= 20; i++) {
            run.submit("echo", i);
        }
        run.submit("fault.throw", "<img src=x onerror=\"document.title='harmed'\">");
        run.submit("fault.halt", null);
        browser.open(run.address());
        browser.until("document.querySelector('#statuses .lost')?.textContent === '1 lost'");
        run.submit("sleep", 600_000);
        run.submit("sleep", 600_000);
        run.submit("echo", "waits");

        browser.until("document.querySelectorAll('#worker-rows button').length === 2");
        browser.until("document.querySelector('#done')?.textContent === '22 of 25 lines done'");
        assertThat(browser.text("#percent")).isEqualTo("88 %");
        assertThat(browser.text("#state")).isEqualTo("running");
        assertThat(browser.text("#statuses"))
                .contains("20 ok", "1 failed", "1 lost", "0 timeout", "0 cancelled", "0 invalid");
        assertThat(browser.text("#queued")).isEqualTo("1");
        assertThat(browser.text("#running")).isEqualTo("2");
        assertThat(browser.text("#lost")).isEqualTo("1");
        assertThat(browser.text("#failures")).contains("failed", "line 21", "fault.throw", "lost", "line 22");
        assertThat(browser.text("#deaths")).contains("halt", "ran line 22");
        assertThat(browser.text("#worker-rows")).contains("Worker 0", "busy", "line 23: sleep", "Worker 1", "MB");
        String shown = browser.text("#worker-rows");
        browser.until("document.querySelector('#worker-rows').innerText !== " + quoted(shown)); // its clocks tick
        assertThat(browser.text("title")).isNotEqualTo("harmed");
        assertThat(browser.evaluate("document.querySelectorAll('img, b').length")
                        .asInt())
                .isZero();
        for (int width : new int[] {360, 1280}) {
            browser.view(width, 800, width == 360);
            assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                    .as("nothing is cut off at %s", width)
                    .isLessThanOrEqualTo(width);
        }
        String pictures = System.getProperty("spindle.pictures");
        if (pictures != null) { // to look at
            draw(Path.of(pictures), "mid");
        }
    }

    private static void draw(Path folder, String name) throws Exception {
        for (boolean dark : new boolean[] {false, true}) {
            browser.view(1280, 800, dark);
            browser.screenshot(folder.resolve(name + (dark ? "-dark" : "-light") + ".png"));
            browser.view(390, 800, dark);
            browser.screenshot(folder.resolve(name + (dark ? "-dark" : "-light") + "-phone.png"));
        }
        browser.view(1280, 800, false);
    }

    private static void cancelsAndDrains(ShownPool run) throws Exception {
        browser.click("button[aria-label=\"Cancel the job of line 23\"]");
        browser.until("document.querySelector('#notice')?.textContent === 'line 23 is cancelled'");
        browser.until("document.querySelector('#statuses .cancelled')?.textContent === '1 cancelled'");
        browser.until("document.querySelector('#statuses .ok')?.textContent === '21 ok'");

        browser.click("#drain");
        assertThat(browser.evaluate("document.querySelector('#ask').open").asBoolean())
                .isTrue();
        assertThat(run.isDraining()).isFalse();
        browser.click("#drain-yes");
        browser.until("document.querySelector('#state')?.textContent === 'draining'");
        assertThat(run.isDraining()).isTrue();
        browser.click("button[aria-label=\"Cancel the job of line 24\"]");
        browser.until("document.querySelector('#statuses .cancelled')?.textContent === '2 cancelled'");
    }

    private static void hearsOfTheEnd(ShownPool run) throws Exception {
        run.end(1);
        browser.until("document.querySelector('#state')?.textContent === 'ended, exit status 1'");
        assertThat(browser.text("#notice")).isEqualTo("the summary");
        assertThat(browser.evaluate("events.readyState").asInt()).as("closed").isEqualTo(2);
        String pictures = System.getProperty("spindle.pictures");
        if (pictures != null) {
            draw(Path.of(pictures), "end");
        }
        assertThat(browser.problems()).isEmpty();
        assertThat(browser.requests())
                .allMatch(each -> each.startsWith(run.at("/").toString().replaceFirst("/\\?.*", "/"))
                        || each.startsWith("data:"));
    }

    /** As when its coordinator is killed: the page is served, and then nobody answers. */
    private static void losesTheRun() throws Exception {
        browser.evaluate("events.onerror()");
        assertThat(browser.text("#state")).isEqualTo("connection lost");
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }
}
