// Every screen of the app, and how a person gets there. One row is one picture in four looks.

const map = (title) => async ({ page }) => {
  await page.locator(`[data-example="${title}"] .open`).click();
  await page.locator(".card").first().waitFor();
  await page.locator('.saved[data-state="saved"]').waitFor({ state: "attached" });
};
const account = map("Opening a current account");
const panel = (tab, chip) => async (app) => {
  const { page } = app;
  await account(app);
  if (page.viewportSize().width < 860) await page.getByRole("button", { name: "Show or hide the details" }).click();
  await page.getByRole("tab", { name: tab }).click();
  if (chip) await page.locator(".chip").filter({ hasText: chip }).first().click();
};

export const ALL = [
  { name: "start", reach: async () => {} },
  { name: "map", reach: account },
  { name: "map-shop", reach: map("Web shop: 3,605 sessions") },
  { name: "map-fines", reach: map("Road-traffic fines: 10,000 cases") },
  { name: "map-coffee", reach: map("A coffee subscription") },
  { name: "inspector", reach: async (app) => {
    await account(app);
    await app.page.locator(".card").filter({ hasText: "Verify identity" }).first().click();
  } },
  { name: "insights-drop-off", reach: panel("Insights") },
  { name: "insights-flow", reach: panel("Insights", "Value flow") },
  { name: "insights-paths", reach: panel("Insights", "Paths") },
  ...["Sensitivity", "Segments", "Loss ledger", "Without it", "Two views", "How sure"].map((chip) =>
    ({ name: `insights-${chip.toLowerCase().replaceAll(" ", "-")}`, reach: panel("Insights", chip) })),
  { name: "flow-two-segments", reach: async (app) => {
    await account(app);
    await app.page.locator(".looks button", { hasText: "Flow" }).click();
    await app.page.getByRole("button", { name: "Compare segments" }).click();
    await app.page.locator(".flow-pictures figure").nth(1).waitFor();
  } },
  { name: "map-two-views", reach: async (app) => {
    await account(app);
    await app.page.locator(".canvas").focus();
    await app.page.keyboard.press("7");
  } },
  { name: "scenario-beside", reach: async (app) => {
    const { page } = app;
    await account(app);
    await page.locator("select.scenario").selectOption({ label: "New scenario…" });
    await page.locator(".scenario-bar").waitFor();
    for (const gone of [4, 9]) {
      await page.locator(".card").nth(gone).focus();
      await page.keyboard.press("Space");
      await page.keyboard.press("Delete");
    }
    await page.keyboard.press("Alt+b");
    await page.locator(".canvas.as-is").waitFor();
  } },
  { name: "findings", reach: panel("Findings") },
  { name: "fixes", reach: async (app) => {
    await panel("Fixes")(app);
    await app.page.locator("[data-proof]").waitFor();
  } },
  { name: "blank", reach: async ({ page }) => {
    await page.getByRole("button", { name: "New map" }).click();
    await page.locator(".first-steps").waitFor();
  } },
];
