using BpoWorkbench.Features.Email.Sifting;

namespace BpoWorkbench.Tests.Features.Email.Sifting;

public sealed class AnsweringTests
{
    [Theory]
    [InlineData("Subject: Queja")]
    [InlineData("Auto-Submitted: no")]
    [InlineData("To: otro@x.example\nCc: \"Bajas\" <BAJAS@cliente.example>")]
    [InlineData("X-Auto-Response-Suppress: OOF")]
    public void A_person_who_writes_to_us_may_be_answered(string headers) => Assert.True(Answering.MayBeAnswered(Arrived.Mail(headers)));

    [Theory]
    [InlineData("Auto-Submitted: auto-replied", "answer.sifted")]
    [InlineData("Return-Path: <>", "answer.nowhere")]
    [InlineData("From: no-reply@tienda.example", "answer.nobody")]
    [InlineData("From: notificaciones.noresponder@tienda.example", "answer.nobody")]
    [InlineData("From: owner-lista@x.example", "answer.nobody")]
    [InlineData("From: lista-request@x.example", "answer.nobody")]
    [InlineData("X-Auto-Response-Suppress: DR, AutoReply", "answer.machine")]
    [InlineData("Auto-Submitted: auto-generated\nReply-To: ana@gmail.example\nFrom: web@x.example", "answer.machine")]
    [InlineData("Precedence: bulk", "answer.crowd")]
    [InlineData("List-Unsubscribe: <https://x.example>", "answer.crowd")]
    [InlineData("From: atencion@cliente.example\nReply-To: ana@gmail.example", "answer.house")]
    [InlineData("To: undisclosed-recipients:;", "answer.not-to-us")]
    [InlineData("To: x.atencion@cliente.example", "answer.not-to-us")]
    public void A_machine_a_crowd_or_nobody_is_not(string headers, string code) => Assert.Equal(code, Answering.WhyNot(Arrived.Mail(headers))?.Code);

    [Fact]
    public void One_sender_is_not_answered_again_and_again() => Assert.Equal("answer.often", Answering.WhyNot(Arrived.Mail("Subject: x", inHour: 4))?.Code);
}
